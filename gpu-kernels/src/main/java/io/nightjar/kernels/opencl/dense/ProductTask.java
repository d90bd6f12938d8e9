package io.nightjar.kernels.opencl.dense;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.Transpose;

/**
 * One product for a device: op(A)·op(B), and perhaps a bias for each column and an activation.
 *
 * @param m rows of op(A)
 * @param n columns of op(B)
 * @param k columns of op(A), rows of op(B)
 * @param bias [n], or null for sums that start at 0
 */
record ProductTask(int m, int n, int k, Matrix a, Matrix b, float[] bias, Activation activation) {

  /**
   * A matrix as the caller stores it, row-major.
   *
   * @param values borrowed
   */
  record Matrix(float[] values, Transpose transpose) {
    static Matrix plain(float[] values) {
      return new Matrix(values, Transpose.NO);
    }

    static Matrix transposed(float[] values) {
      return new Matrix(values, Transpose.YES);
    }

    boolean isTransposed() {
      return transpose == Transpose.YES;
    }
  }

  static ProductTask of(int m, int n, int k, Matrix a, Matrix b) {
    return new ProductTask(m, n, k, a, b, null, Activation.IDENTITY);
  }
}
