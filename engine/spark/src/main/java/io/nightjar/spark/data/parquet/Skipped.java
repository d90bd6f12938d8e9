package io.nightjar.spark.data.parquet;

/**
 * Row groups that are not read, as no row of theirs passes a filter.
 *
 * @param groups how many there are
 * @param rows they hold
 */
public record Skipped(long groups, long rows) {
  /** None. */
  public static final Skipped NONE = new Skipped(0, 0);
}
