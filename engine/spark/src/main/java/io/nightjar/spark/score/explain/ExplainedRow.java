package io.nightjar.spark.score.explain;

import java.util.List;

/**
 * One row and why it got its prediction; where it can't be scored, only its reason.
 *
 * @param id what names the row; null without a column of ids
 * @param unscorable why it can't be scored; null where it can
 * @param prediction the class at the threshold, or the number as text
 * @param probability of the positive class or of the predicted one; null for a regression
 * @param margin of the prediction, before link and calibration
 * @param base the margin where no column is known, the row's offset included
 * @param others what all columns that are not listed added together
 * @param contributions the columns that moved the margin most, the strongest first; base + others +
 *     Σ contributions = margin
 */
public record ExplainedRow(
    String id,
    String unscorable,
    String prediction,
    Double probability,
    Double margin,
    Double base,
    Double others,
    List<Contribution> contributions) {

  /**
   * What one input column did.
   *
   * @param feature the column
   * @param value its value as text; null where missing
   * @param contribution what it added to the margin
   */
  public record Contribution(String feature, String value, double contribution) {}

  /** Copies the list. */
  public ExplainedRow {
    contributions = List.copyOf(contributions);
  }

  /** A row that can't be scored. */
  static ExplainedRow unscorable(String id, String reason) {
    return new ExplainedRow(id, reason, null, null, null, null, null, List.of());
  }
}
