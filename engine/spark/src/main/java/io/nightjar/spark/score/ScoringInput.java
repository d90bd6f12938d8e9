package io.nightjar.spark.score;

import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;

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

  /** About how many rows the files had that can't be read: as many each as the others have. */
  double unreadableRows() {
    int files = table.origin().files().size();
    return files == 0 ? 0 : (double) snapshot.rows() / files * table.origin().unreadable().size();
  }

  /** The snapshot in a line, for the manifest. */
  String text() {
    return snapshot.location()
        + ", "
        + (snapshot.version() == null ? "" : snapshot.format() + " " + snapshot.version() + ", ")
        + snapshot.rows()
        + " rows, fingerprint "
        + snapshot.fingerprint();
  }
}
