package io.nightjar.spark.score.manifest;

/**
 * Where the rows of the input went.
 *
 * @param in rows of the input's readable files, counted at the source
 * @param scored rows in the scores table
 * @param quarantined of those rows, how many the quarantine table tells of
 * @param unreadableFiles files of the input that the quarantine table tells of, a row each; how
 *     many rows they had isn't known
 */
public record RowCounts(long in, long scored, long quarantined, long unreadableFiles) {

  /** Nothing lost, nothing doubled. */
  public boolean reconcile() {
    return in == scored + quarantined;
  }
}
