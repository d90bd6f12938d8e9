package io.nightjar.kernels.factor;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * Factors of users or items, row-major float32 [rows][rank]. The array is borrowed and must not
 * change afterwards: whether it is finite is found out once, and devices keep it while this object
 * lives.
 */
public final class FactorMatrix {
  /** The greatest rank. */
  public static final int MAX_RANK = 256;

  private final int rows;
  private final int rank;
  private final float[] values;
  private volatile float greatest = Float.NaN;

  /**
   * Factors over a borrowed array.
   *
   * @param values rows·rank of them
   */
  public FactorMatrix(int rows, int rank, float[] values) {
    ArgumentChecks.within("rows", rows, 0, Integer.MAX_VALUE);
    ArgumentChecks.within("rank", rank, 1, MAX_RANK);
    ArgumentChecks.length("factors", values.length, (long) rows * rank);
    this.rows = rows;
    this.rank = rank;
    this.values = values;
  }

  /** How many users or items. */
  public int rows() {
    return rows;
  }

  /** Factors a row. */
  public int rank() {
    return rank;
  }

  /** The array, borrowed. */
  public float[] values() {
    return values;
  }

  /** Rejects NaN and infinities; looks at the values on the first call only. */
  void requireFinite() {
    if (!Float.isNaN(greatest)) {
      return;
    }
    float most = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "factor " + i % rank + " of row " + i / rank + " is " + values[i] + "; must be finite");
      }
      most = Math.max(most, Math.abs(values[i]));
    }
    greatest = most;
  }

  /** Whether some product of rows of both may be beyond a quarter of what float32 holds. */
  static boolean mayOverflow(FactorMatrix one, FactorMatrix other) {
    one.requireFinite();
    other.requireFinite();
    return (double) one.rank * one.greatest * other.greatest > Float.MAX_VALUE / 4;
  }
}
