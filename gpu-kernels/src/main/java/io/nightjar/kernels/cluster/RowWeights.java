package io.nightjar.kernels.cluster;

import java.io.Serializable;

/**
 * How much each row counts.
 *
 * @param values a weight a row, finite and not negative; null where every row weighs one; borrowed,
 *     and must not change afterwards
 */
public record RowWeights(double[] values) implements Serializable {
  private static final RowWeights EQUAL = new RowWeights(null);

  /**
   * Checks every weight once.
   *
   * @throws IllegalArgumentException naming the first row that is wrong, and its weight
   */
  public RowWeights {
    for (int i = 0; values != null && i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of row " + i + " is " + values[i] + "; must be finite and at least 0");
      }
    }
  }

  /** Every row weighs one. */
  public static RowWeights equal() {
    return EQUAL;
  }

  /** The weight of a row. */
  public double of(int row) {
    return values == null ? 1 : values[row];
  }
}
