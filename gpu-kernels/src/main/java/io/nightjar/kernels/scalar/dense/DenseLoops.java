package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Activation;

/** A set of loops on the JVM; every set gives the same bits, only the speed differs. */
public interface DenseLoops {
  /** A product of two matrices, not made yet. */
  BlockedProduct product(Operand a, Operand b, ProductSize size);

  /** {@code values[i] = act(values[i])} for i in from..to−1. */
  void activate(Activation activation, float[] values, int from, int to);

  /** {@code dz[i] = dy[i]·act′} for every i, the slope taken from the activated y. */
  void slopes(Activation activation, float[] dy, float[] y, float[] dz);

  /** {@code sums[j] += values[from + j]} for every j of {@code sums}. */
  void addRow(float[] values, int from, float[] sums);

  /**
   * The first i in from..to−1 with {@code values[i] > threshold}; {@code to} where there is none.
   */
  int firstAbove(float threshold, float[] values, int from, int to);

  /** DenseLoops without the vector API. */
  static DenseLoops plain() {
    return new PlainDenseLoops();
  }
}
