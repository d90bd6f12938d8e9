package io.nightjar.spark.score.shadow;

import io.nightjar.model.Target;

/**
 * A challenger and the columns of scored rows to compare.
 *
 * @param challenger the version, such as churn@8
 * @param selector what the config calls it
 * @param target of both models
 * @param champion the champion's columns
 * @param own the challenger's columns
 */
public record Compared(
    String challenger, String selector, Target target, Columns champion, Columns own) {

  /**
   * Names of columns.
   *
   * @param prediction double; null where the row couldn't be scored
   * @param label string, the class; null for a regression
   */
  public record Columns(String prediction, String label) {}
}
