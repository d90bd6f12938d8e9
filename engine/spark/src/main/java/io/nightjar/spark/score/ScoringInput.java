package io.nightjar.spark.score;

import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.score.ScoreResult.Filtered;
import java.util.Optional;

/**
 * The table to score, and what it was when it was looked at first.
 *
 * @param table the rows
 * @param snapshot its row count, which scored and quarantined rows must add up to, and fingerprint
 */
public record ScoringInput(Table table, Snapshot snapshot) {

  /** Counts the table's rows and looks at its files. */
  public static ScoringInput of(Table table) {
    return new ScoringInput(table, Snapshot.ofFiles(table, RawBatches::count));
  }

  /**
   * About how many rows the files had that can't be read: as many each as the others have.
   *
   * @param rows of the others
   */
  double unreadableRows(long rows) {
    int files = table.origin().files().size();
    return files == 0 ? 0 : (double) rows / files * table.origin().unreadable().size();
  }

  /**
   * The snapshot in a line, for the manifest.
   *
   * @param filtered what a filter dropped; empty where there is none
   */
  String text(Optional<Filtered> filtered) {
    return snapshot.location()
        + ", "
        + (snapshot.version() == null ? "" : snapshot.format() + " " + snapshot.version() + ", ")
        + snapshot.rows()
        + " rows"
        + filtered.map(dropped -> ", " + dropped.rows() + " of them filtered").orElse("")
        + ", fingerprint "
        + snapshot.fingerprint();
  }
}
