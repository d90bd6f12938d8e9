package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * Whole-number sums of g and h.
 *
 * @param first Σ g
 * @param second Σ h
 */
public record GradientSums(long first, long second) implements Serializable {
  /** Of no rows. */
  public static final GradientSums NONE = new GradientSums(0, 0);

  /** The sums of both. */
  public GradientSums plus(GradientSums other) {
    return new GradientSums(first + other.first, second + other.second);
  }

  /** What is left without the others. */
  public GradientSums minus(GradientSums other) {
    return new GradientSums(first - other.first, second - other.second);
  }
}
