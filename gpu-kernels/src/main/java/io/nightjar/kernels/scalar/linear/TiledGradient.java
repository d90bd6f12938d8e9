package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;

/**
 * Rows are taken a tile at a time: margins, slopes, then the products with each column, while the
 * tile is in the cache.
 */
public final class TiledGradient implements GlmGradient {
  private final LinearLoops loops;

  /** A gradient made of these loops. */
  public TiledGradient(LinearLoops loops) {
    this.loops = loops;
  }

  @Override
  public double add(
      GlmLoss loss,
      int classes,
      FeatureBlock block,
      GlmTarget target,
      double[] coefficients,
      double[] gradient) {
    return add(
        rowLoss(loss), classes, LabelledRows.of(loops, block, target), coefficients, gradient);
  }

  private RowLoss rowLoss(GlmLoss loss) {
    return switch (loss) {
      case LOGISTIC -> loops.logistic();
      case MULTINOMIAL -> new MultinomialLoss();
      case SQUARED -> new SquaredLoss();
    };
  }

  private static double add(
      RowLoss loss, int classes, LabelledRows rows, double[] coefficients, double[] gradient) {
    Columns x = rows.columns();
    Tile tile = new Tile(classes, Math.min(rows.rows(), Columns.TILE));
    double sum = 0;
    for (int from = 0; from < rows.rows(); from += Columns.TILE) {
      tile.load(rows, from, Math.min(Columns.TILE, rows.rows() - from));
      for (int k = 0; k < classes; k++) {
        TiledMargins.ofTile(x, from, tile.count, coefficients, k, tile.margins[k]);
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
