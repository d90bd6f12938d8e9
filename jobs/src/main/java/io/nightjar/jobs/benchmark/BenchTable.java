package io.nightjar.jobs.benchmark;

import static org.apache.spark.sql.functions.col;

import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.nio.file.Path;
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
 * The rows of a benchmark: on disk as Parquet, and in memory twice, as columns for our trainers and
 * with the vector that Spark ML wants already put together, so that its fits pay nothing for that.
 *
 * @param shape how rows are drawn
 * @param parquet the training rows' files
 * @param train training rows as columns
 * @param assembled the same rows with their vector
 * @param test rows that no fit sees
 * @param assembledTest the same rows with their vector
 */
record BenchTable(
    MadeRows shape,
    Path parquet,
    Dataset<Row> train,
    Dataset<Row> assembled,
    Dataset<Row> test,
    Dataset<Row> assembledTest)
    implements AutoCloseable {
  static final String FEATURES = "features";
  private static final int TEST_SHARE = 5;

  /** Makes {@code rows} training rows and a fifth as many to test on, below a folder. */
  static BenchTable make(SparkSession spark, MadeRows shape, long rows, Path folder) {
    int parts = spark.sparkContext().defaultParallelism();
    Path parquet = folder.resolve("train-" + shape.columns() + "-" + shape.spread());
    shape
        .table(spark, 0, rows, parts)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toUri().toString());
    Dataset<Row> train = spark.read().parquet(parquet.toUri().toString());
    Dataset<Row> test = shape.table(spark, rows, rows + Math.max(1, rows / TEST_SHARE), parts);
    Path held = folder.resolve("test-" + shape.columns() + "-" + shape.spread());
    test.write().mode(SaveMode.Overwrite).parquet(held.toUri().toString());
    test = spark.read().parquet(held.toUri().toString());
    return new BenchTable(
        shape,
        parquet,
        inMemory(train),
        inMemory(assembled(shape, train)),
        inMemory(test),
        inMemory(assembled(shape, test)));
  }

  /** The files of the rows that no fit sees. */
  Path testParquet() {
    return parquet.resolveSibling(parquet.getFileName().toString().replace("train", "test"));
  }

  /** The same with training rows whose numbers are doubles, as text files give them. */
  BenchTable inDoubles() {
    Column[] columns =
        Arrays.stream(train.schema().fields())
            .map(
                field ->
                    field.dataType().equals(DataTypes.FloatType)
                        ? col(field.name()).cast(DataTypes.DoubleType).as(field.name())
                        : col(field.name()))
            .toArray(Column[]::new);
    return new BenchTable(shape, parquet, train.select(columns), assembled, test, assembledTest);
  }

  /** Training rows from disk, at each use anew. */
  Dataset<Row> cold(SparkSession spark) {
    return spark.read().parquet(parquet.toUri().toString());
  }

  static Dataset<Row> assembled(MadeRows shape, Dataset<Row> rows) {
    return new VectorAssembler()
        .setInputCols(shape.names())
        .setOutputCol(FEATURES)
        .transform(rows)
        .select(FEATURES, MadeRows.CLASS, MadeRows.NUMBER);
  }

  private static Dataset<Row> inMemory(Dataset<Row> rows) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.count();
    return kept;
  }

  /** Everything is training; what is judged is judged on {@link #test}. */
  static Split split(Dataset<Row> train, Path parquet) {
    Table table =
        new Table(train, new TableOrigin(parquet.toString(), "parquet", List.of()), List.of());
    Table none = table.withRows(train.limit(0));
    return new Split(table, none, none, new Split.Rows(train.count(), 0, 0));
  }

  @Override
  public void close() {
    List.of(train, assembled, test, assembledTest).forEach(rows -> rows.unpersist(true));
  }
}
