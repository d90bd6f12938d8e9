package io.nightjar.spark.score.manifest;

/**
 * Where the rows of the input went.
 *
 * @param in rows of the input, counted at the source
 * @param scored rows in the scores table
 * @param quarantined rows in the quarantine table
 */
public record RowCounts(long in, long scored, long quarantined) {

  /** Nothing lost, nothing doubled. */
  public boolean reconcile() {
    return in == scored + quarantined;
  }
}
