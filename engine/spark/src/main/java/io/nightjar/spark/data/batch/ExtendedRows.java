package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.PassingRows.Filtering;
import io.nightjar.spark.data.batch.column.BatchColumns;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.data.parquet.scan.KeptScan;
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
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A table with computed columns behind some of its own, in its partitions and order. The columns
 * that are computed with are read as {@link RawBatches} reads them, from column vectors where Spark
 * has such; the columns that are passed on are copied as Spark holds them, no object made of them.
 */
public final class ExtendedRows {
  private final Dataset<Row> input;
  private final List<String> order;
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
    this.input = input;
    this.order = List.copyOf(all);
    this.rows = select(order);
    this.readColumns = read.size();
    this.kept = passedOn.stream().mapToInt(order::indexOf).toArray();
  }

  private Dataset<Row> select(List<String> names) {
    return input.select(names.stream().map(Table::column).toArray(Column[]::new));
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
    return columnar().flatMap(plan -> blocks(plan, plan.files(), shape, Filtering.NONE));
  }

  /**
   * The same of the rows that pass a filter; row groups that it surely lets nothing pass of are not
   * read.
   *
   * @param blockRows as above
   * @param filter of the table that was given
   * @throws io.nightjar.NightjarException as above, and for a file that can't be read
   */
  public Optional<FileBlocks> ofFiles(int blockRows, RowFilter filter) {
    Shape shape = shape(new StructType(), blockRows);
    Set<String> all = new LinkedHashSet<>(order);
    all.addAll(filter.columns());
    List<String> names = new ArrayList<>(all);
    Dataset<Row> wider = select(names);
    return ColumnarPlan.of(query(wider).executedPlan())
        .flatMap(
            plan -> {
              int[] places = plan.places();
              int[] read =
                  filter.columns().stream().mapToInt(name -> places[names.indexOf(name)]).toArray();
              SparkPlan filtered = query(filter.of(wider)).executedPlan();
              return blocks(plan, plan.files(filtered), shape, new Filtering(filter, read));
            });
  }

  private static Optional<FileBlocks> blocks(
      ColumnarPlan plan, Optional<KeptScan> scan, Shape shape, Filtering filtering) {
    int[] places = plan.places();
    return scan.map(
        kept ->
            new FileBlocks(
                kept.splits(),
                kept.vectors()
                    .mapPartitions(
                        part -> blocks(new VectorBlocks(part, places, shape, filtering))),
                kept.skipped()));
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
        RowBlock block = new RowBlock(next, source::kept, source.filtered());
        next = null;
        return block;
      }
    };
  }

  private Optional<ColumnarPlan> columnar() {
    return ColumnarPlan.of(query(rows).executedPlan());
  }

  private static QueryExecution query(Dataset<Row> rows) {
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
    return query(rows)
        .toRdd()
        .toJavaRDD()
        .mapPartitions(part -> rows(part, shape, extender.open()));
  }

  private static Iterator<InternalRow> vectors(
      Iterator<ColumnarBatch> part, int[] places, Shape shape, Extension extension) {
    return new ExtendedIterator(
        new VectorBlocks(part, places, shape, Filtering.NONE), shape, extension);
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
