package io.nightjar.features;

import java.io.Serializable;

/**
 * How many values of a column were missing in training, null and NaN counted apart. Zero is a value
 * and never counted here.
 *
 * @param nulls rows with null
 * @param nans rows with NaN (floating columns only)
 */
public record Missing(long nulls, long nans) implements Serializable {
  /** Nothing was missing. */
  public static final Missing NONE = new Missing(0, 0);

  public Missing {
    if (nulls < 0 || nans < 0) {
      throw new IllegalArgumentException(
          "missing counts are " + nulls + " and " + nans + "; must be 0 or more");
    }
  }

  /** Whether training met a missing value, so that missing has an encoding of its own. */
  public boolean seen() {
    return nulls + nans > 0;
  }
}
