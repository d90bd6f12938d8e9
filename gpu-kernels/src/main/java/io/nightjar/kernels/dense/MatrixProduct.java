package io.nightjar.kernels.dense;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * Which product: C = α·op(A)·op(B) + β·C of row-major float32 matrices without gaps.
 *
 * @param m rows of op(A) and C
 * @param n columns of op(B) and C
 * @param k columns of op(A), rows of op(B)
 * @param a op of A: stored [m][k], transposed [k][m]
 * @param b op of B: stored [k][n], transposed [n][k]
 * @param alpha α
 * @param beta β; where it is 0, C need not hold numbers
 */
public record MatrixProduct(
    int m, int n, int k, Transpose a, Transpose b, float alpha, float beta) {

  /** Checks that every matrix fits an array. */
  public MatrixProduct {
    ArgumentChecks.within("m", m, 0, Integer.MAX_VALUE);
    ArgumentChecks.within("n", n, 0, Integer.MAX_VALUE);
    ArgumentChecks.within("k", k, 0, Integer.MAX_VALUE);
  }

  /** C = A·B. */
  public static MatrixProduct of(int m, int n, int k) {
    return new MatrixProduct(m, n, k, Transpose.NO, Transpose.NO, 1, 0);
  }

  /** The same with op(A) and op(B). */
  public MatrixProduct with(Transpose opA, Transpose opB) {
    return new MatrixProduct(m, n, k, opA, opB, alpha, beta);
  }

  /** The same with α and β. */
  public MatrixProduct scaled(float newAlpha, float newBeta) {
    return new MatrixProduct(m, n, k, a, b, newAlpha, newBeta);
  }

  /** How many multiplications and additions. */
  public long multiplyAdds() {
    return (long) m * n * k;
  }
}
