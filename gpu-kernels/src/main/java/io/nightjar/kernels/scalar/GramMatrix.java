package io.nightjar.kernels.scalar;

/**
 * Weighted Gram matrix G = Σ_i w_i·z_i·z_iᵀ of z = (x − shift, 1, y − shift_y), p = d + 2 entries a
 * row: all that normal equations need, and with the shift near the means they lose few digits.
 */
public final class GramMatrix {
  private GramMatrix() {}

  /** Length of the packed upper triangle for d columns. */
  public static int packedLength(int d) {
    return (d + 2) * (d + 3) / 2;
  }

  /**
   * Adds G into {@code out}: entry (i, j), i ≤ j, at {@code i + j·(j + 1)/2} (BLAS's packed upper
   * triangle).
   *
   * @param loops those that the columns of {@code rows} came from
   * @param shift d values, or d + 1 with the label's last
   */
  public static void add(Loops loops, LabelledRows rows, double[] shift, double[] out) {
    int p = rows.columns().count() + 2;
    double[][] z = new double[p][Math.min(rows.rows(), Columns.TILE)];
    double[] weighted = new double[z[0].length];
    for (int from = 0; from < rows.rows(); from += Columns.TILE) {
      int count = Math.min(Columns.TILE, rows.rows() - from);
      fill(rows, from, count, shift, z);
      Columns tile = loops.columns(z);
      for (int j = 0; j < p; j++) {
        weigh(rows, from, count, z[j], weighted);
        for (int i = 0; i <= j; i++) {
          out[i + j * (j + 1) / 2] += tile.dot(i, 0, count, weighted);
        }
      }
    }
  }

  private static void fill(LabelledRows rows, int from, int count, double[] shift, double[][] z) {
    int d = rows.columns().count();
    for (int j = 0; j < d; j++) {
      rows.columns().shifted(j, from, count, shift[j], z[j]);
    }
    double labelShift = shift.length > d ? shift[d] : 0;
    for (int i = 0; i < count; i++) {
      z[d][i] = 1;
      z[d + 1][i] = rows.labels()[from + i] - labelShift;
    }
  }

  private static void weigh(
      LabelledRows rows, int from, int count, double[] column, double[] weighted) {
    for (int i = 0; i < count; i++) {
      weighted[i] = rows.weight(from + i) * column[i];
    }
  }
}
