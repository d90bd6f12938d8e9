package io.nightjar.jobs.benchmark.cases;

import static org.apache.spark.sql.functions.col;

import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a benchmark: on disk as Parquet, and in memory as columns for our trainers. Where
 * Spark ML asks for them they are held a second time with the vector that it wants already put
 * together, so that its fits pay nothing for that.
 */
public final class BenchTable implements AutoCloseable {
  public static final String FEATURES = "features";
  private static final int TEST_SHARE = 5;

  private final FeatureColumns columns;
  private final Path parquet;
  private final Path testParquet;
  private final Dataset<Row> train;
  private final Dataset<Row> test;
  private final List<Dataset<Row>> held = new ArrayList<>();
  private Dataset<Row> assembled;
  private Dataset<Row> assembledTest;

  private BenchTable(
      FeatureColumns columns,
      Path parquet,
      Path testParquet,
      Dataset<Row> train,
      Dataset<Row> test) {
    this.columns = columns;
    this.parquet = parquet;
    this.testParquet = testParquet;
    this.train = train;
    this.test = test;
  }

  /** Makes {@code rows} training rows and a fifth as many to test on, below a folder. */
  public static BenchTable make(SparkSession spark, MadeRows shape, long rows, Path folder) {
    int parts = spark.sparkContext().defaultParallelism();
    long all = rows + Math.max(1, rows / TEST_SHARE);
    return of(
        shape.features(),
        shape.table(spark, 0, rows, parts),
        shape.table(spark, rows, all, parts),
        folder.resolve(shape.key()));
  }

  /**
   * Keeps rows that there are below a folder.
   *
   * @param train with {@link MadeRows#ID}, {@link MadeRows#CLASS} as 0 or 1 and the columns
   * @param test with the same
   */
  static BenchTable of(FeatureColumns columns, Dataset<Row> train, Dataset<Row> test, Path folder) {
    Path parquet = folder.resolve("train");
    Path held = folder.resolve("test");
    write(train, parquet);
    write(test, held);
    SparkSession spark = train.sparkSession();
    BenchTable table =
        new BenchTable(columns, parquet, held, read(spark, parquet), read(spark, held));
    table.inMemory(table.train);
    table.inMemory(table.test);
    return table;
  }

  private static void write(Dataset<Row> rows, Path folder) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder.toUri().toString());
  }

  private static Dataset<Row> read(SparkSession spark, Path folder) {
    return spark.read().parquet(folder.toUri().toString());
  }

  private Dataset<Row> inMemory(Dataset<Row> rows) {
    held.add(rows.persist(StorageLevel.MEMORY_AND_DISK()));
    rows.count();
    return rows;
  }

  /** What models learn from. */
  public FeatureColumns columns() {
    return columns;
  }

  /** The training rows' files. */
  public Path parquet() {
    return parquet;
  }

  /** Where its files lie, and others may. */
  public Path folder() {
    return parquet.getParent();
  }

  /** The files of the rows that no fit sees. */
  public Path testParquet() {
    return testParquet;
  }

  /** Training rows as columns. */
  public Dataset<Row> train() {
    return train;
  }

  /** Rows that no fit sees. */
  public Dataset<Row> test() {
    return test;
  }

  /** The training rows with their vector; only of tables without categories and missing values. */
  public Dataset<Row> assembled() {
    if (assembled == null) {
      assembled = inMemory(assembled(columns, train));
    }
    return assembled;
  }

  /** The rows that no fit sees with their vector. */
  public Dataset<Row> assembledTest() {
    if (assembledTest == null) {
      assembledTest = inMemory(assembled(columns, test));
    }
    return assembledTest;
  }

  /** The same with training rows whose numbers are doubles, as text files give them. */
  public BenchTable inDoubles() {
    Column[] doubles =
        Arrays.stream(train.schema().fields())
            .map(
                field ->
                    field.dataType().equals(DataTypes.FloatType)
                        ? col(field.name()).cast(DataTypes.DoubleType).as(field.name())
                        : col(field.name()))
            .toArray(Column[]::new);
    return new BenchTable(columns, parquet, testParquet, train.select(doubles), test);
  }

  /** Training rows from disk, at each use anew. */
  public Dataset<Row> cold(SparkSession spark) {
    return read(spark, parquet);
  }

  /** Rows with the vector of their numbers. */
  public static Dataset<Row> assembled(FeatureColumns columns, Dataset<Row> rows) {
    return new VectorAssembler()
        .setInputCols(columns.numbers().toArray(String[]::new))
        .setOutputCol(FEATURES)
        .transform(rows)
        .select(FEATURES, MadeRows.CLASS, MadeRows.NUMBER);
  }

  /** Everything is training; what is judged is judged on {@link #test}. */
  public static Split split(Dataset<Row> train, Path parquet) {
    Table table =
        new Table(train, new TableOrigin(parquet.toString(), "parquet", List.of()), List.of());
    Table none = table.withRows(train.limit(0));
    return new Split(table, none, none, new Split.Rows(train.count(), 0, 0));
  }

  @Override
  public void close() {
    held.forEach(rows -> rows.unpersist(true));
  }
}
