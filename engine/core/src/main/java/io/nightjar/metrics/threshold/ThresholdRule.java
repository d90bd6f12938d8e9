package io.nightjar.metrics.threshold;

import java.io.Serializable;

/** What makes one threshold better than another. */
public sealed interface ThresholdRule extends Serializable
    permits ThresholdRule.Cost, ThresholdRule.F1 {

  /**
   * What is to be as small as can be.
   *
   * @param truePositives weight of positives at or above the threshold
   * @param falsePositives weight of negatives there
   * @param positives weight of all positives
   */
  double loss(double truePositives, double falsePositives, double positives);

  /**
   * The cost of all mistakes.
   *
   * @param falsePositive cost of calling a negative row of weight 1 positive, above 0
   * @param falseNegative cost of calling a positive row of weight 1 negative, above 0
   */
  record Cost(double falsePositive, double falseNegative) implements ThresholdRule {
    @Override
    public double loss(double truePositives, double falsePositives, double positives) {
      return falsePositive * falsePositives + falseNegative * (positives - truePositives);
    }
  }

  /** −F₁ = −2·tp / (tp + fp + positives). */
  record F1() implements ThresholdRule {
    @Override
    public double loss(double truePositives, double falsePositives, double positives) {
      return -2 * truePositives / (truePositives + falsePositives + positives);
    }
  }
}
