package io.nightjar.kernels.linear;

import java.io.Serializable;

/**
 * What is to be learnt of a block's rows. The arrays are borrowed and must not change afterwards:
 * what a loss takes is looked at once.
 */
public final class GlmTarget implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] labels;
  private final double[] weights;
  private transient volatile Allowed allowed;

  /**
   * Checks every value once.
   *
   * @param labels 0 or 1, class index, count or value; at least as many as the block has rows, all
   *     finite
   * @param weights as long as the labels, finite and not negative; null where every row weighs one
   * @throws IllegalArgumentException naming the first row that is wrong, and its value
   */
  public GlmTarget(double[] labels, double[] weights) {
    for (int i = 0; i < labels.length; i++) {
      if (!Double.isFinite(labels[i])) {
        throw new IllegalArgumentException(
            "the label of row " + i + " is " + labels[i] + "; must be finite");
      }
    }
    if (weights != null) {
      checkWeights(labels.length, weights);
    }
    this.labels = labels;
    this.weights = weights;
  }

  /** Rows that all weigh one. */
  public static GlmTarget unweighted(double[] labels) {
    return new GlmTarget(labels, null);
  }

  /** The labels, borrowed. */
  public double[] labels() {
    return labels;
  }

  /** The weights, borrowed; null where every row weighs one. */
  public double[] weights() {
    return weights;
  }

  /** Looks at the first labels once for each loss that follows another. */
  void requireAllowed(GlmLoss loss, int classes, int rows) {
    Allowed asked = new Allowed(loss, classes, rows);
    if (!asked.equals(allowed)) {
      GlmChecks.labels(loss, classes, rows, labels);
      allowed = asked;
    }
  }

  private static void checkWeights(int rows, double[] weights) {
    if (weights.length != rows) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + rows + " labels; must be as many");
    }
    for (int i = 0; i < rows; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of row " + i + " is " + weights[i] + "; must be finite and at least 0");
      }
    }
  }

  private record Allowed(GlmLoss loss, int classes, int rows) {}
}
