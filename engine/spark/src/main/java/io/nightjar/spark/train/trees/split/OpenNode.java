package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * A node that may be split.
 *
 * @param id its number in the tree, the root's is 0
 * @param depth splits above it
 * @param sums coarse sums of its rows
 * @param low least value that a monotone split above allows
 * @param high greatest value that one allows
 */
public record OpenNode(int id, int depth, GradientSums sums, double low, double high)
    implements Serializable {

  /** The node of all of a tree's rows. */
  public static OpenNode root(GradientSums sums) {
    return new OpenNode(0, 0, sums, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** The nearest value that the bounds allow. */
  public double clamp(double value) {
    return Math.max(low, Math.min(high, value));
  }

  boolean bounded() {
    return low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
  }
}
