package io.nightjar.kernels.dense;

/**
 * Y = act(X·W + b) over a minibatch, in float32. A sum is one chain of fused multiplications and
 * additions that starts at the bias and goes along the inputs in order: on the JVM the same bits on
 * every backend, in a minibatch of any size. A device's sum z differs by at most inputs·2⁻²³·(|b| +
 * Σ|x·w|), and its activation by 4e-7.
 */
public interface LayerForward {
  /**
   * Writes Y.
   *
   * @param x row-major [rows][inputs]
   * @param y row-major [rows][outputs]
   */
  void write(LayerShape shape, float[] x, LayerWeights weights, float[] y);
}
