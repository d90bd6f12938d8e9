package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.LayerPass;

/** A set of loops on the JVM; every set gives the same bits, only the speed differs. */
public interface DenseLoops {
  /** A product of two matrices, to be made before the thread asks for another. */
  BlockedProduct product(Operand a, Operand b, ProductSize size);

  /** {@code values[i] = act(values[i])} for i in from..to−1. */
  void activate(Activation activation, float[] values, int from, int to);

  /**
   * {@code dz[i] = dy[from + i]·act′} for i in 0..count−1, the slope taken from the activated
   * {@code y[from + i]}.
   *
   * @param pass whose y and dy they are
   */
  void slopes(Activation activation, LayerPass pass, int from, int count, float[] dz);

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
