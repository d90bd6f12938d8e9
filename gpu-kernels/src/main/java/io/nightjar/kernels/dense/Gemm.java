package io.nightjar.kernels.dense;

/**
 * C = α·op(A)·op(B) + β·C in float32. An entry is one chain of fused multiplications and additions
 * along k, in order: it starts at β·c, or at 0 where β is 0, and step p adds (α·a[i][p])·b[p][j].
 * NaN and infinities go through it as IEEE 754 says; with α = 0, too.
 *
 * <p>On the JVM all backends give the same bits, whatever the shape of the rest of the matrix. A
 * device may split the chain: an entry differs by at most k·2⁻²³·Σ|α·a·b|.
 */
public interface Gemm {
  /**
   * Writes C.
   *
   * @param a op(A) is [m][k]
   * @param b op(B) is [k][n]
   * @param c [m][n]; no array of the operands
   */
  void multiply(MatrixProduct product, float[] a, float[] b, float[] c);
}
