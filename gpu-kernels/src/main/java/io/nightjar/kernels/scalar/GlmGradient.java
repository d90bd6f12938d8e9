package io.nightjar.kernels.scalar;

/**
 * Loss and gradient of a linear model: F(β) = Σ_i w_i·ℓ(m_i, y_i) with m = β·(x, 1), and ∂F/∂β[k] =
 * Σ_i s[k][i]·(x_i, 1) with s = w·∂ℓ/∂m. Rows are taken a tile at a time: margins, slopes, then the
 * products with each column, while the tile is in the cache.
 */
public final class GlmGradient {
  private GlmGradient() {}

  /**
   * Adds ∂F/∂β into {@code gradient}.
   *
   * @param classes K margins a row; 1 for the losses of one margin
   * @param coefficients class-major [K][d + 1], the intercept last of each class
   * @param gradient as coefficients
   * @return F(β)
   */
  public static double add(
      RowLoss loss, int classes, LabelledRows rows, double[] coefficients, double[] gradient) {
    Columns x = rows.columns();
    Tile tile = new Tile(classes, Math.min(rows.rows(), Columns.TILE));
    double sum = 0;
    for (int from = 0; from < rows.rows(); from += Columns.TILE) {
      tile.load(rows, from, Math.min(Columns.TILE, rows.rows() - from));
      for (int k = 0; k < classes; k++) {
        LinearMargins.ofTile(x, from, tile.count, coefficients, k, tile.margins[k]);
      }
      loss.slopes(tile);
      sum += Tile.sum(tile.losses, tile.count);
      for (int k = 0; k < classes; k++) {
        addTile(x, from, tile.count, tile.margins[k], gradient, k * (x.count() + 1));
      }
    }
    return sum;
  }

  private static void addTile(
      Columns x, int from, int count, double[] slopes, double[] gradient, int base) {
    int d = x.count();
    for (int j = 0; j < d; j++) {
      gradient[base + j] += x.dot(j, from, count, slopes);
    }
    gradient[base + d] += Tile.sum(slopes, count);
  }
}
