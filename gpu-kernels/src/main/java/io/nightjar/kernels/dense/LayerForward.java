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

  /**
   * One row's outputs, with the bits that {@link #write} gives it on the JVM.
   *
   * @param x [inputs]
   * @param y [outputs], written
   */
  static void ofRow(Activation activation, float[] x, LayerWeights weights, float[] y) {
    System.arraycopy(weights.bias(), 0, y, 0, y.length);
    float[] w = weights.matrix();
    for (int k = 0; k < x.length; k++) {
      addRow(x[k], w, k * y.length, y);
    }
    activation.apply(y, 0, y.length);
  }

  private static void addRow(float factor, float[] w, int from, float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = Math.fma(factor, w[from + j], y[j]);
    }
  }
}
