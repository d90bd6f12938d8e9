package io.nightjar.spark.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.batch.RawBatches;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delta and Iceberg tables as sources: guessed, and read at one version throughout a run. */
class LakeSourcesTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final SparkSession SPARK = SparkFixture.session();

  @TempDir Path temp;

  private static Table open(String source, OpenedTables run) {
    return Tables.openLike(
        SPARK, TestConfigs.data(source, "y", null), source, new Tables.Like(NIGHT, Map.of(), run));
  }

  /** A table that gets rows while a run reads it. */
  private static void readsOneVersion(String table, String source, String format) {
    SPARK.sql("CREATE TABLE " + table + " (x BIGINT, y STRING) USING " + format);
    SPARK.sql("INSERT INTO " + table + " VALUES (1, 'a'), (2, 'b')");
    OpenedTables run = new OpenedTables();
    Table first = open(source, run);
    Snapshot before = Snapshot.ofFiles(first, RawBatches::count);
    SPARK.sql("INSERT INTO " + table + " VALUES (3, 'c')");

    assertThat(first.rows().count()).isEqualTo(2);
    assertThat(open(source, run).rows().count()).isEqualTo(2);
    assertThat(first.origin().format()).isEqualTo(format);
    assertThat(first.origin().version()).matches("\\d+, committed 20\\S+Z");
    assertThat(before.version()).isEqualTo(first.origin().version());
    assertThat(before.rows()).isEqualTo(2);
    assertThat(Snapshot.ofFiles(open(source, run), RawBatches::count)).isEqualTo(before);

    Snapshot after = Snapshot.ofFiles(open(source, new OpenedTables()), RawBatches::count);
    assertThat(after.rows()).isEqualTo(3);
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
  }

  private static String schema(String catalog) {
    String name = catalog + "s" + UUID.randomUUID().toString().replace("-", "");
    SPARK.sql("CREATE SCHEMA " + name);
    return name;
  }

  @Test
  void readsOneVersionOfADeltaTableByPath() {
    readsOneVersion("delta.`" + temp + "/t`", temp + "/t", "delta");
  }

  @Test
  void readsOneVersionOfADeltaTableByName() {
    String table = schema("") + ".t";
    readsOneVersion(table, table, "delta");
  }

  @Test
  void readsOneSnapshotOfAnIcebergTableByName() {
    String table = schema("lake.") + ".t";
    readsOneVersion(table, table, "iceberg");
  }

  @Test
  void readsOneSnapshotOfAnIcebergTableByPath() {
    String table = schema("lake.") + ".t";
    String folder =
        SPARK.conf().get("spark.sql.catalog.lake.warehouse")
            + table.replace("lake", "").replace(".", "/");
    readsOneVersion(table, folder, "iceberg");
  }

  /** Rows that are only marked as deleted lie in the files still. */
  private static void leavesOutMarkedRows(String table, String source, String properties) {
    SPARK.sql(
        "CREATE TABLE "
            + table
            + " USING "
            + properties
            + " AS SELECT /*+ COALESCE(1) */ id AS x, 'a' AS y FROM range(10)");
    SPARK.sql("DELETE FROM " + table + " WHERE x = 3 OR x = 7");
    Table opened = open(source, new OpenedTables());

    assertThat(Snapshot.ofFiles(opened, RawBatches::count).rows()).isEqualTo(8);
    List<Integer> sizes =
        new RawBatches(opened.rows(), List.of("x")).of(100).map(RawBatch::rows).collect();
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(8);
  }

  @Test
  void leavesOutRowsThatADeletionVectorMarks() {
    leavesOutMarkedRows(
        "delta.`" + temp + "/t`",
        temp + "/t",
        "delta TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
  }

  @Test
  void leavesOutRowsThatADeleteFileMarks() {
    String table = schema("lake.") + ".t";
    leavesOutMarkedRows(
        table,
        table,
        "iceberg TBLPROPERTIES ('format-version' = '2', 'write.delete.mode' = 'merge-on-read')");
  }

  @Test
  void refusesADeltaTableAmongFiles() {
    SPARK.sql("CREATE TABLE delta.`" + temp + "/all/t` (x BIGINT) USING delta");
    NightjarException e =
        catchThrowableOfType(
            NightjarException.class, () -> open(temp + "/all", new OpenedTables()));
    assertThat(e.kind()).isEqualTo(FailureKind.CONFIG);
    assertThat(e)
        .hasMessage(
            temp
                + "/all/t: is a Delta table, and a source is either one Delta table or files; name"
                + " one of them alone");
  }

  @Test
  void refusesATableWithoutASnapshot() {
    String table = schema("lake.") + ".t";
    SPARK.sql("CREATE TABLE " + table + " (x BIGINT, y STRING) USING iceberg");
    NightjarException e =
        catchThrowableOfType(NightjarException.class, () -> open(table, new OpenedTables()));
    assertThat(e.kind()).isEqualTo(FailureKind.DATA);
    assertThat(e).hasMessage(table + ": is empty; it has no rows");
  }
}
