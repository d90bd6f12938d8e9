package io.nightjar.spark.score;

import io.nightjar.NightjarException;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.publish.StorageFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Writes staged tables as Parquet, and looks at what was truly written. */
final class StagedWriter {
  private static final int MOST_TASKS = 200;

  private final SparkSession spark;
  private final TableOrigin origin;

  /**
   * @param origin of the rows: a failure to read them is told from one to write
   */
  StagedWriter(SparkSession spark, TableOrigin origin) {
    this.spark = spark;
    this.origin = origin;
  }

  StagedTable write(String name, Dataset<Row> rows, Path folder) {
    try {
      rows.write().parquet(folder.toString());
      return new StagedTable(name, rows.schema().json(), inspect(folder));
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      throw failure(folder, e);
    }
  }

  /**
   * A table whose first columns were copied from another's files.
   *
   * @param table null where it wasn't written, and nothing is left then
   * @param refused why; null where it was
   */
  record Appended(StagedTable table, String refused) {
    static Appended not(String reason) {
      return new Appended(null, reason);
    }
  }

  /** Writes a table whose first columns are copied from another's files. */
  <T> Appended append(
      String name, AppendedTable table, AppendedTable.Source<T> source, Path folder) {
    try {
      Optional<String> refused = table.write(spark, source, folder);
      return refused.isPresent()
          ? Appended.not(refused.get())
          : new Appended(new StagedTable(name, table.schema().json(), inspect(folder)), null);
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      throw failure(folder, e);
    }
  }

  /** Footers and hashes are read where the data is, on the executors. */
  private List<ManifestFile> inspect(Path folder) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<String> files =
        FileInspector.dataFiles(folder, hadoop).stream()
            .map(FileStatus::getPath)
            .map(Path::toString)
            .toList();
    if (files.isEmpty()) {
      return List.of();
    }
    SerializableConfiguration conf = new SerializableConfiguration(hadoop);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.min(files.size(), MOST_TASKS))
        .map(file -> FileInspector.inspect(new Path(file), conf.value()))
        .collect();
  }

  private RuntimeException failure(Path folder, Exception e) {
    Optional<NightjarException> reading = ReadFailures.explain(e, origin);
    if (reading.isPresent()) {
      return reading.get();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return StorageFailure.beforePublish(folder, e);
      }
    }
    return e instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("writing " + folder + " failed", e);
  }
}
