package io.nightjar.spark.data;

/**
 * The three parts of the labelled rows; no row is in two of them. Parts are filters over the same
 * files in the same order, never a shuffle.
 *
 * @param train what models are fitted on
 * @param validation what they are chosen by; no rows where the config gives it no share
 * @param test what they are judged by; a table of its own where the config names one
 * @param rows how many rows each part has
 */
public record Split(Table train, Table validation, Table test, Rows rows) {

  /**
   * Rows of each part.
   *
   * @param train rows of the training part, at least one
   * @param validation rows of the validation part
   * @param test rows of the test part
   */
  public record Rows(long train, long validation, long test) {}
}
