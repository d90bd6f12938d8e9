package io.nightjar.features;

import java.io.Serializable;

/**
 * Where the finite values of a numeric column lay in training, every row counted once.
 *
 * @param mean arithmetic mean
 * @param std sample standard deviation (n − 1); 0 for one value
 * @param min smallest value
 * @param max largest value
 */
public record NumericRange(double mean, double std, double min, double max)
    implements Serializable {
  public NumericRange {
    if (!Double.isFinite(mean) || !(std >= 0) || !(min <= max)) {
      throw new IllegalArgumentException(
          "range has mean %s, std %s, min %s, max %s; must be finite, std >= 0, min <= max"
              .formatted(mean, std, min, max));
    }
  }

  /** Whether all values were the same. */
  public boolean constant() {
    return min == max;
  }
}
