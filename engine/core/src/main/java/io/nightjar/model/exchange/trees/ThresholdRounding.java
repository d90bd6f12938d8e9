package io.nightjar.model.exchange.trees;

import io.nightjar.kernels.ensemble.Decision;

/**
 * How a float64 threshold t of "x ≤ t goes left" becomes a float32. The columns that trees look at
 * are float32: a float64 value is rounded to the nearest one first.
 */
public enum ThresholdRounding {
  /**
   * To the nearest, as the values are: every float64 value ≤ t goes left. Of the values &gt; t only
   * those that round to the same float32 as t go left too.
   */
  NEAREST,
  /** Down: every float32 value goes where it goes by t. */
  DOWN;

  /** The float32 threshold. */
  public float of(double t) {
    return this == DOWN ? Decision.AT_MOST.threshold(t) : (float) t;
  }
}
