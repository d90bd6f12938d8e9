package io.nightjar.kernels.linear;

import java.io.Serializable;

/**
 * What is to be learnt of a block's rows. The arrays are borrowed and must not change afterwards.
 *
 * @param labels 0 or 1, class index, or value; at least as many as the block has rows, all finite
 * @param weights as long as the labels, finite and not negative; null where every row weighs one
 */
public record GlmTarget(double[] labels, double[] weights) implements Serializable {
  /**
   * Checks every value once.
   *
   * @throws IllegalArgumentException naming the first row that is wrong, and its value
   */
  public GlmTarget {
    for (int i = 0; i < labels.length; i++) {
      if (!Double.isFinite(labels[i])) {
        throw new IllegalArgumentException(
            "the label of row " + i + " is " + labels[i] + "; must be finite");
      }
    }
    if (weights != null) {
      checkWeights(labels.length, weights);
    }
  }

  /** Rows that all weigh one. */
  public static GlmTarget unweighted(double[] labels) {
    return new GlmTarget(labels, null);
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
}
