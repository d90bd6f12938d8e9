package io.nightjar.spark.score;

import io.nightjar.NightjarException;
import io.nightjar.model.files.FileHash;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.data.parquet.DividedTable;
import io.nightjar.spark.data.parquet.ParquetFooters;
import io.nightjar.spark.data.parquet.Resumption;
import io.nightjar.spark.data.parquet.RowTable;
import io.nightjar.spark.score.ScoreResult.Filtered;
import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.publish.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Writes staged tables as Parquet, and looks at what was truly written. */
final class StagedWriter {
  private final SparkSession spark;
  private final TableOrigin origin;

  /**
   * @param origin of the rows: a failure to read them is told from one to write
   */
  StagedWriter(SparkSession spark, TableOrigin origin) {
    this.spark = spark;
    this.origin = origin;
  }

  /** Writes rows that Spark's own committer takes care of. */
  StagedTable write(Place place, Dataset<Row> rows) {
    try {
      rows.write().parquet(place.folder().toString());
      return staged(place, rows.schema(), Map.of());
    } catch (Exception e) {
      throw failure(place.folder(), e);
    }
  }

  private void writeFew(StructType columns, List<Row> rows, Path file) throws IOException {
    RowTable.writeFew((org.apache.spark.sql.classic.SparkSession) spark, columns, rows, file);
  }

  /**
   * Tables of the same pass over the rows.
   *
   * @param staying the rows that stay
   * @param leftOut the others; empty where these are only counted
   * @param rowsLeftOut how many these are
   */
  record Divided(StagedTable staying, Optional<StagedTable> leftOut, long rowsLeftOut) {
    List<StagedTable> tables() {
      List<StagedTable> tables = new ArrayList<>(List.of(staying));
      leftOut.ifPresent(tables::add);
      return tables;
    }
  }

  /** A table's name and where it is staged. */
  record Place(String name, Path folder) {}

  /**
   * Where tables of the same pass go.
   *
   * @param staying where the rows that stay go
   * @param leftOut where the others go; empty where these are only counted
   * @param more rows of texts that stand beside the others, each for a file that can't be read
   */
  record Places(Place staying, Optional<Place> leftOut, List<Row> more) {
    AppendedTable.Folders folders() {
      return new AppendedTable.Folders(staying.folder(), leftOut.map(Place::folder));
    }
  }

  /**
   * Tables that rows were written to one by one.
   *
   * @param rows how many there were, as they came to be written
   */
  record Written(Divided tables, long rows) {}

  /** Writes the rows that stay, and the others where there is a place for them. */
  Written divide(DividedTable rows, Places places) {
    try {
      Place staying = places.staying();
      DividedTable.Counts counts =
          rows.write(staying.folder(), places.leftOut().map(Place::folder));
      Optional<StagedTable> others = others(places, rows.leftOut());
      StagedTable first = staged(staying, rows.staying(), Map.of());
      return new Written(new Divided(first, others, counts.leftOut()), counts.rows());
    } catch (Exception e) {
      throw failure(places.staying().folder(), e);
    }
  }

  private Optional<StagedTable> others(Places places, StructType columns) throws IOException {
    if (places.leftOut().isEmpty()) {
      return Optional.empty();
    }
    Place place = places.leftOut().get();
    List<Row> more = places.more();
    if (!more.isEmpty()) {
      writeFew(columns, more, new Path(place.folder(), "unreadable-files.parquet"));
    }
    return Optional.of(
        new StagedTable(
            place.name(), columns.json(), inspect(place.folder(), Map.of()), more.size()));
  }

  private StagedTable staged(Place place, StructType columns, Map<String, FileHash> written)
      throws IOException {
    return new StagedTable(place.name(), columns.json(), inspect(place.folder(), written));
  }

  /**
   * Tables of which one has columns that were copied from another's files.
   *
   * @param tables null where they weren't written, and nothing is left then
   * @param refused why; null where they were
   * @param parts that the table is made of
   * @param takenUp of these, how many a stopped run had written
   * @param filtered what a filter dropped, where there is one
   */
  record Appended(Divided tables, String refused, int parts, int takenUp, Filtered filtered) {
    static Appended not(String reason) {
      return new Appended(null, reason, 0, 0, new Filtered(0, 0));
    }
  }

  /** Writes the rows that stay behind columns copied from another table's files, and the others. */
  <T> Appended append(
      Places places, AppendedTable table, AppendedTable.Source<T> source, Resumption resumption) {
    try {
      AppendedTable.Outcome outcome = table.write(spark, source, places.folders(), resumption);
      if (outcome.refused().isPresent()) {
        return Appended.not(outcome.refused().get());
      }
      Optional<StagedTable> others = others(places, table.leftOut());
      StagedTable staying = staged(places.staying(), table.schema(), outcome.hashes());
      Divided tables = new Divided(staying, others, outcome.rowsLeftOut());
      Filtered filtered = new Filtered(outcome.rowsFiltered(), source.skipped().groups());
      return new Appended(tables, null, outcome.parts(), outcome.takenUp(), filtered);
    } catch (Exception e) {
      throw failure(places.staying().folder(), e);
    }
  }

  /**
   * Many footers, and files whose hashes aren't known, are read where the data is, on the
   * executors.
   *
   * @param written by name, what is known of files
   */
  private List<ManifestFile> inspect(Path folder, Map<String, FileHash> written)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<FileStatus> files = FileInspector.dataFiles(folder, hadoop);
    boolean known = files.stream().allMatch(file -> written.containsKey(file.getPath().getName()));
    Map<String, FileHash> sent = new HashMap<>(written);
    ParquetFooters.Look<FileStatus, ManifestFile, IOException> look =
        (file, conf) -> inspect(file, sent.get(file.getPath().getName()), conf);
    return known
        ? ParquetFooters.each(spark, hadoop, files, look)
        : ParquetFooters.eachInTasks(spark, hadoop, files, look);
  }

  private static ManifestFile inspect(FileStatus file, FileHash written, Configuration conf)
      throws IOException {
    return written == null
        ? FileInspector.inspect(file.getPath(), conf)
        : FileInspector.inspect(file, written, conf);
  }

  /** Reads a table that was written. */
  <T> T reading(StagedTable table, Place place, Function<Dataset<Row>, T> work) {
    try {
      StructType columns = (StructType) DataType.fromJson(table.schemaJson());
      return work.apply(spark.read().schema(columns).parquet(place.folder().toString()));
    } catch (Exception e) {
      throw failure(place.folder(), e);
    }
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
