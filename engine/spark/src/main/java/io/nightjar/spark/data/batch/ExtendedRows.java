package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.column.BatchColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A table with computed columns behind some of its own, in its partitions and order. The columns
 * that are computed with are read as {@link RawBatches} reads them, from column vectors where Spark
 * has such; the columns that are passed on are copied as Spark holds them, no object made of them.
 */
public final class ExtendedRows {
  private final Dataset<Row> rows;
  private final int readColumns;
  private final int[] kept;

  /**
   * Rows to extend.
   *
   * @param input the table
   * @param read the columns to compute with, in the order of the batches' columns
   * @param passedOn the columns that stay, in order
   */
  public ExtendedRows(Dataset<Row> input, List<String> read, List<String> passedOn) {
    Set<String> all = new LinkedHashSet<>(read);
    all.addAll(passedOn);
    List<String> order = new ArrayList<>(all);
    this.rows = input.select(order.stream().map(Table::column).toArray(Column[]::new));
    this.readColumns = read.size();
    this.kept = passedOn.stream().mapToInt(order::indexOf).toArray();
  }

  /** Computes columns; it travels to the tasks. */
  @FunctionalInterface
  public interface Extender extends Serializable {
    /** What computes one partition's columns. */
    Extension open();
  }

  /** Computes one partition's columns, block by block. */
  public interface Extension extends AutoCloseable {
    /** Computes the columns of a block; the batch is borrowed for the call. */
    void compute(RawBatch batch);

    /** One row of the last block: a value per added column, as in a {@link Row}. */
    Object[] values(int row);

    /** The partition has ended. */
    @Override
    void close();
  }

  /**
   * The rows that stay, each with the computed columns behind.
   *
   * @param added the computed columns
   * @param blockRows most rows of a block, 1 or more
   * @throws io.nightjar.NightjarException of kind DATA for a column of a type that no feature is
   *     made of
   */
  public Dataset<Row> with(StructType added, int blockRows, Extender extender) {
    StructType schema = rows.schema();
    Shape shape = shape(added, blockRows);
    JavaRDD<InternalRow> extended = extended(shape, extender);
    SparkSession spark = (SparkSession) rows.sparkSession();
    StructType out = new StructType();
    for (int ordinal : kept) {
      out = out.add(schema.fields()[ordinal]);
    }
    for (StructField field : added.fields()) {
      out = out.add(field);
    }
    return spark.internalCreateDataFrame(extended.rdd(), out, false);
  }

  private Shape shape(StructType added, int blockRows) {
    StructType schema = rows.schema();
    StructType read =
        new StructType(Stream.of(schema.fields()).limit(readColumns).toArray(StructField[]::new));
    BatchColumns.require(read);
    return new Shape(read, schema, kept, added, blockRows);
  }

  /**
   * The rows block by block with the columns that are passed on, where they are whole Parquet
   * files.
   *
   * @param blockRows most rows of a block, 1 or more
   * @throws io.nightjar.NightjarException of kind DATA for a column of a type that no feature is
   *     made of
   */
  public Optional<FileBlocks> ofFiles(int blockRows) {
    Shape shape = shape(new StructType(), blockRows);
    Optional<ColumnarPlan> columnar = columnar();
    return columnar
        .flatMap(ColumnarPlan::splits)
        .map(splits -> new FileBlocks(splits, blocks(columnar.get(), shape)));
  }

  private static JavaRDD<RowBlock> blocks(ColumnarPlan columnar, Shape shape) {
    int[] places = columnar.places();
    return columnar.execute().mapPartitions(part -> blocks(new VectorBlocks(part, places, shape)));
  }

  private static Iterator<RowBlock> blocks(BlockSource source) {
    return new Iterator<>() {
      private RawBatch next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = source.next();
        }
        return next != null;
      }

      @Override
      public RowBlock next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the partition has no more rows");
        }
        RowBlock block = new RowBlock(next, source::kept);
        next = null;
        return block;
      }
    };
  }

  private Optional<ColumnarPlan> columnar() {
    return ColumnarPlan.of(query().executedPlan());
  }

  private QueryExecution query() {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  private JavaRDD<InternalRow> extended(Shape shape, Extender extender) {
    Optional<ColumnarPlan> columnar = columnar();
    if (columnar.isPresent()) {
      int[] places = columnar.get().places();
      return columnar
          .get()
          .execute()
          .mapPartitions(part -> vectors(part, places, shape, extender.open()));
    }
    return query().toRdd().toJavaRDD().mapPartitions(part -> rows(part, shape, extender.open()));
  }

  private static Iterator<InternalRow> vectors(
      Iterator<ColumnarBatch> part, int[] places, Shape shape, Extension extension) {
    return new ExtendedIterator(new VectorBlocks(part, places, shape), shape, extension);
  }

  private static Iterator<InternalRow> rows(
      Iterator<InternalRow> part, Shape shape, Extension extension) {
    return new ExtendedIterator(new RowBlocks(part, shape), shape, extension);
  }

  /**
   * What tasks know of the columns.
   *
   * @param read the columns to compute with, the first ones of {@code all}
   * @param all the columns of the rows that are read
   * @param kept the places in {@code all} of those that are passed on
   * @param added the computed ones
   * @param blockRows most rows of a block
   */
  record Shape(StructType read, StructType all, int[] kept, StructType added, int blockRows)
      implements Serializable {}
}
