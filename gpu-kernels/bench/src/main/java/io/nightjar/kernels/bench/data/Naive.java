package io.nightjar.kernels.bench.data;

import io.nightjar.kernels.bench.spec.Expected;

/** Matrix products as anybody would write them, in float64. */
public final class Naive {
  private Naive() {}

  /**
   * Σ over k of a[i][k]·b[k][j], row-major [m][n]; what is wrong with it stays below its bounds.
   */
  public static Expected product(int m, int n, int k, float[] a, float[] b) {
    double[] c = new double[Math.multiplyExact(m, n)];
    double[] bounds = new double[c.length];
    double[] columns = norms(k, n, b);
    for (int i = 0; i < m; i++) {
      double square = 0;
      for (int p = 0; p < k; p++) {
        double left = a[i * k + p];
        square += left * left;
        for (int j = 0; j < n; j++) {
          c[i * n + j] += left * b[p * n + j];
        }
      }
      for (int j = 0; j < n; j++) {
        // By Cauchy and Schwarz, Σ|a·b| is at most the product of the norms.
        bounds[i * n + j] = Expected.sumError(k) * Math.sqrt(square) * columns[j];
      }
    }
    return new Expected(c, bounds);
  }

  /** The matrix with rows and columns changed over. */
  public static float[] transposed(int rows, int columns, float[] a) {
    float[] t = new float[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }

  private static double[] norms(int rows, int columns, float[] b) {
    double[] norms = new double[columns];
    for (int p = 0; p < rows; p++) {
      for (int j = 0; j < columns; j++) {
        double value = b[p * columns + j];
        norms[j] += value * value;
      }
    }
    for (int j = 0; j < columns; j++) {
      norms[j] = Math.sqrt(norms[j]);
    }
    return norms;
  }
}
