package io.nightjar.spark.score.lake;

import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.ManifestJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Dates of an Iceberg table. The manifest stands in the snapshot's summary. A commit is refused if
 * a snapshot after the one that was read has put rows into the date.
 */
final class IcebergDates implements DatedTable {
  private static final String MANIFEST = "nightjar.manifest";
  private static final String PROPERTY = "snapshot-property.";

  private final LakeTable table;

  IcebergDates(LakeTable table) {
    this.table = table;
  }

  @Override
  public TableLog log() {
    if (!table.exists()) {
      return TableLog.NONE;
    }
    List<Row> main =
        table.metadata("refs").where("name = 'main'").select("snapshot_id").collectAsList();
    if (main.isEmpty()) {
      return TableLog.NONE;
    }
    long current = main.get(0).getLong(0);
    Map<Long, Row> snapshots = new HashMap<>();
    table
        .metadata("snapshots")
        .selectExpr("snapshot_id", "parent_id", "summary['" + MANIFEST + "']")
        .collectAsList()
        .forEach(snapshot -> snapshots.put(snapshot.getLong(0), snapshot));
    return new TableLog(OptionalLong.of(current), ancestors(current, snapshots), List.of());
  }

  /** From the current snapshot back, so that what was rolled back doesn't count. */
  private static List<DatedCommit> ancestors(long current, Map<Long, Row> snapshots) {
    List<DatedCommit> commits = new ArrayList<>();
    Row snapshot = snapshots.get(current);
    while (snapshot != null) {
      DatedCommit.of(snapshot.getLong(0), snapshot.getString(2)).ifPresent(commits::add);
      snapshot = snapshot.isNullAt(1) ? null : snapshots.get(snapshot.getLong(1));
    }
    return commits;
  }

  /** Lets later nights add columns, such as those of a challenger. */
  @Override
  public Map<String, String> properties() {
    return Map.of("write.spark.accept-any-schema", "true");
  }

  /** One date is one partition: rows needn't be shuffled to come together. */
  @Override
  public Map<String, String> options(TableLog log, LocalDate date, String manifest, boolean tried) {
    Map<String, String> options = new HashMap<>();
    options.put("isolation-level", "serializable");
    log.version().ifPresent(id -> options.put("validate-from-snapshot-id", Long.toString(id)));
    options.put("distribution-mode", "none");
    options.put("mergeSchema", "true");
    options.put("check-ordering", "false");
    options.put(PROPERTY + MANIFEST, manifest);
    Manifest published = ManifestJson.read(manifest).orElseThrow();
    options.put(PROPERTY + "nightjar.run-id", published.runId());
    options.put(PROPERTY + "nightjar.run-date", published.runDate());
    options.put(
        PROPERTY + "nightjar.model",
        published.provenance().modelName() + "@" + published.provenance().modelVersion());
    return options;
  }

  @Override
  public Dataset<Row> rows() {
    return table.rows();
  }
}
