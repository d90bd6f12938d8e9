package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.parquet.FileSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A table's rows as batches of raw columns, in their partitions and order. Plain numbers of cached
 * tables are copied as they lie; where Spark has the rows as column vectors (Parquet and ORC
 * without computed columns or conditions) they are copied from these; elsewhere from Spark's binary
 * rows. No object is made for a number, and batches are cut alike on both ways, so that nothing
 * computed from them hangs on which it was.
 */
public final class RawBatches {
  private final Dataset<Row> table;
  private final List<String> names;

  /** The columns wanted; null until they are asked for. */
  private Dataset<Row> chosen;

  /**
   * Batches of some columns.
   *
   * @param rows the table
   * @param names the columns wanted, in the order of the batches' columns
   */
  public RawBatches(Dataset<Row> rows, List<String> names) {
    this.table = rows;
    this.names = List.copyOf(names);
  }

  private Dataset<Row> rows() {
    if (chosen == null) {
      chosen = table.select(names.stream().map(Table::column).toArray(Column[]::new));
    }
    return chosen;
  }

  /**
   * The batches of each partition, of {@code size} rows but the last one. A batch is borrowed until
   * the next one is asked for; it can't be kept or shuffled.
   *
   * @throws io.nightjar.NightjarException of kind DATA for a column of a type that no feature is
   *     made of
   */
  public JavaRDD<RawBatch> of(int size) {
    return batches(
        schema -> {
          BatchColumns same = new BatchColumns(schema, size);
          return () -> same;
        });
  }

  /** The same, each batch in arrays of its own, so that it can be kept where it was made. */
  public JavaRDD<RawBatch> apart(int size) {
    return batches(schema -> () -> new BatchColumns(schema, size));
  }

  /** What one partition's batches are filled into; it travels to the tasks. */
  @FunctionalInterface
  private interface Filling extends Serializable {
    /** The columns for each next batch. */
    Supplier<BatchColumns> of(StructType schema);
  }

  private JavaRDD<RawBatch> batches(Filling filling) {
    Optional<CachedColumns> held = CachedColumns.held(table, names);
    if (held.isPresent()) {
      return batches(held.get(), filling);
    }
    StructType schema = rows().schema();
    BatchColumns.require(schema);
    Optional<CachedColumns> cached = CachedColumns.of(query().executedPlan(), schema);
    if (cached.isPresent()) {
      return batches(cached.get(), filling);
    }
    Optional<ColumnarPlan> columnar = columnar();
    if (columnar.isPresent()) {
      int[] places = columnar.get().places();
      JavaRDD<ColumnarBatch> vectors = columnar.get().execute();
      return vectors.mapPartitions(part -> new VectorBatches(part, places, filling.of(schema)));
    }
    JavaRDD<InternalRow> internal = query().toRdd().toJavaRDD();
    return internal.mapPartitions(part -> new RowBatches(part, filling.of(schema)));
  }

  private static JavaRDD<RawBatch> batches(CachedColumns cached, Filling filling) {
    StructType schema = cached.schema();
    int[] places = cached.places();
    JavaRDD<CachedBatch> batches = cached.batches();
    return batches.mapPartitions(
        part -> new CachedBatches(part, schema, places, filling.of(schema)));
  }

  /**
   * By partition of the batches, which rows of which Parquet files they hold, in order; empty where
   * the table isn't whole files.
   */
  public Optional<List<List<FileSplit>>> splits() {
    return columnar().flatMap(ColumnarPlan::splits);
  }

  /** Whether the columns lie in Parquet files as they are in the table, with no row left out. */
  public boolean isWholeFiles() {
    return columnar().filter(ColumnarPlan::isWholeFiles).isPresent();
  }

  /** How many rows a table has: of Parquet files, as their footers say, in one pass over these. */
  public static long count(Dataset<Row> rows) {
    return new RawBatches(rows, List.of())
        .columnar()
        .map(plan -> plan.execute().map(vectors -> (long) vectors.numRows()).fold(0L, Long::sum))
        .orElseGet(rows::count);
  }

  private Optional<ColumnarPlan> columnar() {
    return ColumnarPlan.of(query().executedPlan());
  }

  private QueryExecution query() {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows()).queryExecution();
  }
}
