package io.nightjar.kernels.dense;

/**
 * The gradients of a layer. With dZ = dY ⊙ act′(Y): dW = Xᵀ·dZ, db = Σ of dZ's rows, dX = dZ·Wᵀ.
 *
 * <p>dW and dX are products as {@link Gemm} makes them; db sums 128 rows at a time in float32 and
 * these sums in float64. On the JVM every backend gives the same bits.
 */
public interface LayerBackward {
  /**
   * Writes the gradients.
   *
   * @param gradient dW and db are written here
   * @param dx row-major [rows][inputs] to write dX to; null where nobody wants it
   */
  void write(LayerShape shape, LayerPass pass, LayerWeights gradient, float[] dx);
}
