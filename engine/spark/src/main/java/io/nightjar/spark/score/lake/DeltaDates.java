package io.nightjar.spark.score.lake;

import io.nightjar.spark.data.lake.LakeTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Dates of a Delta table. The manifest is the commit's {@code userMetadata}. A commit carries a
 * transaction identifier of the date whose number follows the commit that it replaces: of two runs
 * that saw the same commit, Delta lets one through, and the other's write is a conflict or does
 * nothing.
 */
final class DeltaDates implements DatedTable {
  private static final String RESTORE = "RESTORE";

  private final LakeTable table;

  DeltaDates(LakeTable table) {
    this.table = table;
  }

  @Override
  public TableLog log() {
    if (!table.exists()) {
      return TableLog.NONE;
    }
    List<Row> history =
        table
            .history()
            .selectExpr("version", "userMetadata", "operation", "operationParameters['version']")
            .collectAsList();
    List<DatedCommit> commits = new ArrayList<>();
    List<DatedCommit> undone = new ArrayList<>();
    long rolledBackTo = Long.MAX_VALUE;
    for (Row commit : history) {
      long version = commit.getLong(0);
      boolean stands = version <= rolledBackTo;
      DatedCommit.of(version, commit.getString(1)).ifPresent((stands ? commits : undone)::add);
      if (stands) {
        rolledBackTo = RESTORE.equals(commit.getString(2)) ? restored(commit) : rolledBackTo;
      }
    }
    return new TableLog(OptionalLong.of(history.get(0).getLong(0)), commits, undone);
  }

  /** A restore by time doesn't say its version: nothing before it is known to stand. */
  private static long restored(Row commit) {
    String version = commit.getString(3);
    return version == null || !version.matches("\\d+") ? -1 : Long.parseLong(version);
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  /**
   * A date that the log knows nothing of has the number 0, unless it is taken by a commit that the
   * log no longer has; the table's version is greater than any such number.
   */
  @Override
  public Map<String, String> options(TableLog log, LocalDate date, String manifest, boolean tried) {
    long before = tried ? log.version().orElse(-1) : log.greatest(date).orElse(-1);
    return Map.of(
        "userMetadata",
        manifest,
        "txnAppId",
        "nightjar " + date,
        "txnVersion",
        Long.toString(before + 1),
        "mergeSchema",
        "true");
  }

  @Override
  public Dataset<Row> rows() {
    return table.rows();
  }
}
