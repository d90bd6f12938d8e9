package io.nightjar.spark.data.lake;

import static org.apache.spark.sql.functions.expr;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.ReadFailures;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A Delta or Iceberg table, by path or by its name in a catalog, through Spark's own interfaces.
 *
 * @param spark a session with the format's library
 * @param format which of them it is
 * @param location a path, or a name in a catalog
 * @param named whether the location is a name
 */
public record LakeTable(SparkSession spark, LakeFormat format, String location, boolean named) {

  /** A table by its path, which Delta wants absolute. */
  public static LakeTable byPath(SparkSession spark, LakeFormat format, String path) {
    Path given = new Path(path);
    try {
      Path whole =
          given.getFileSystem(spark.sparkContext().hadoopConfiguration()).makeQualified(given);
      return new LakeTable(spark, format, whole.toString(), false);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, path, "cannot be reached: " + ReadFailures.reason(e), e);
    }
  }

  /**
   * The newest version.
   *
   * @throws NightjarException of kind DATA where the table is not there or has no version
   */
  public TableVersion newest() {
    try {
      List<Row> found =
          format == LakeFormat.DELTA
              ? history().limit(1).select("version", "timestamp").collectAsList()
              : metadata("snapshots")
                  .join(
                      metadata("refs").where("name = 'main'").select("snapshot_id"), "snapshot_id")
                  .select("snapshot_id", "committed_at")
                  .collectAsList();
      if (found.isEmpty()) {
        throw NightjarException.of(FailureKind.DATA, location, "is empty; it has no rows");
      }
      Timestamp at = found.get(0).getTimestamp(1);
      return new TableVersion(Long.toString(found.get(0).getLong(0)), at.toInstant());
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  /** The version that a run reads: the newest when it opened the table first. */
  public TableVersion pinned(TableVersions versions) {
    return versions.of(location, this::newest);
  }

  /** The rows of one version. */
  public Dataset<Row> at(TableVersion version) {
    try {
      DataFrameReader reader = spark.read().option("versionAsOf", version.id());
      return named ? reader.table(location) : reader.format(format.text()).load(location);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  /** Whether it is there. */
  public boolean exists() {
    if (named) {
      return spark.catalog().tableExists(location);
    }
    Path mark = format.markIn(new Path(location));
    try {
      return mark.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(mark);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, location, "cannot be reached: " + ReadFailures.reason(e), e);
    }
  }

  /** The rows of the version that is newest now. */
  public Dataset<Row> rows() {
    refresh();
    return spark.table(identifier());
  }

  /** A catalog may hold a table as it was half a minute ago. */
  private void refresh() {
    if (named) {
      spark.catalog().refreshTable(location);
    }
  }

  /**
   * Replaces the rows that keep a condition, in one commit. A table by path that isn't there is
   * made by the same commit.
   *
   * @param condition in SQL, on the column that such a table is partitioned by
   * @param partitionedBy that column
   * @param options of the format's writer
   * @throws Exception what Spark and the format throw, checked or not
   */
  public void replace(
      Dataset<Row> rows, String condition, String partitionedBy, Map<String, String> options)
      throws Exception {
    if (named) {
      rows.writeTo(location).options(options).overwrite(expr(condition));
    } else {
      DataFrameWriter<Row> writer =
          rows.write()
              .format(format.text())
              .mode(SaveMode.Overwrite)
              .options(options)
              .option("replaceWhere", condition);
      (exists() ? writer : writer.partitionBy(partitionedBy)).save(location);
    }
  }

  /** What Delta's log still has, the newest commit first. */
  public Dataset<Row> history() {
    return spark.sql("DESCRIBE HISTORY " + identifier());
  }

  /** One of Iceberg's metadata tables, such as snapshots. */
  public Dataset<Row> metadata(String table) {
    refresh();
    return named
        ? spark.table(location + "." + table)
        : spark.read().format("iceberg").load(location + "#" + table);
  }

  /** What SQL and writers call the table. */
  public String identifier() {
    return named ? location : format.text() + ".`" + location.replace("`", "``") + "`";
  }

  /** The format that a catalog has for a name, where it is one of these. */
  public static Optional<LakeFormat> providerOf(SparkSession spark, String name) {
    return spark.sql("DESCRIBE TABLE EXTENDED " + name).collectAsList().stream()
        .filter(row -> "Provider".equals(row.getString(0)))
        .findFirst()
        .flatMap(row -> LakeFormat.of(row.getString(1)));
  }

  private NightjarException unreadable(Exception e) {
    return NightjarException.of(
        FailureKind.DATA,
        location,
        "cannot be read as a table of the format "
            + format.text()
            + ": "
            + ReadFailures.reason(e)
            + "; check the location, and data.format",
        e);
  }
}
