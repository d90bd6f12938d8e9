package io.nightjar.kernels.scalar;

/**
 * Margins m[k][i] = Σ_j β[k][j]·x[i][j] + β[k][d]: columns in index order, the intercept last. A
 * row's bits depend on nothing but its own features, so blocks of any size agree.
 */
public final class LinearMargins {
  private LinearMargins() {}

  /**
   * Writes the margins of {@code rows} rows.
   *
   * @param columns d feature columns
   * @param rows n
   * @param coefficients class-major [classes][d + 1], the intercept last of each class
   * @param out class-major [classes][n]
   */
  public static void write(
      Columns columns, int rows, int classes, double[] coefficients, double[] out) {
    double[] tile = new double[Math.min(rows, Columns.TILE)];
    for (int from = 0; from < rows; from += Columns.TILE) {
      int count = Math.min(Columns.TILE, rows - from);
      for (int k = 0; k < classes; k++) {
        ofTile(columns, from, count, coefficients, k, tile);
        System.arraycopy(tile, 0, out, k * rows + from, count);
      }
    }
  }

  /** The margins of one class for {@code count} rows from {@code from} on, into {@code tile}. */
  static void ofTile(
      Columns columns, int from, int count, double[] coefficients, int k, double[] tile) {
    int d = columns.count();
    int base = k * (d + 1);
    java.util.Arrays.fill(tile, 0, count, 0.0);
    for (int j = 0; j < d; j++) {
      double beta = coefficients[base + j];
      if (beta != 0) { // a finite feature times 0 changes no sum
        columns.addScaled(j, from, count, beta, tile);
      }
    }
    double intercept = coefficients[base + d];
    for (int i = 0; i < count; i++) {
      tile[i] += intercept;
    }
  }
}
