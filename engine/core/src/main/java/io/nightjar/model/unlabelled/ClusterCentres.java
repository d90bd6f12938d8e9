package io.nightjar.model.unlabelled;

import java.io.Serializable;
import java.util.Arrays;

/** The centroids of k clusters, and what the training rows of each weighed. Immutable. */
public final class ClusterCentres implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int count;
  private final float[] values;
  private final double[] weights;

  /**
   * Copies both.
   *
   * @param values the centroids over scaled design columns, row-major [k][d], finite
   * @param weights Σ w of the training rows of each cluster, k, finite and 0 or more
   */
  public ClusterCentres(float[] values, double[] weights) {
    if (weights.length == 0 || values.length % weights.length != 0) {
      throw new IllegalArgumentException(
          values.length
              + " values for "
              + weights.length
              + " centroids; must be 1 centroid or more of as many columns each");
    }
    Finite.require("weight of cluster", weights);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "value " + i + " of the centroids is " + values[i] + "; must be finite");
      }
    }
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] < 0) {
        throw new IllegalArgumentException(
            "weight of cluster " + c + " is " + weights[c] + "; must be 0 or more");
      }
    }
    this.count = weights.length;
    this.values = values.clone();
    this.weights = weights.clone();
  }

  /** k. */
  public int count() {
    return count;
  }

  /** d. */
  public int columns() {
    return values.length / count;
  }

  /** Column j of centroid c, scaled. */
  public float get(int c, int j) {
    return values[c * columns() + j];
  }

  /** Σ w of the training rows of cluster c. */
  public double weight(int c) {
    return weights[c];
  }

  /** A copy of the centroids, row-major [k][d]. */
  public float[] values() {
    return values.clone();
  }

  /** A copy of the weights. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterCentres that
        && Arrays.equals(values, that.values)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "ClusterCentres[count=" + count + ", columns=" + columns() + "]";
  }
}
