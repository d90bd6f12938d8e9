package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import io.nightjar.kernels.scalar.linear.loss.SquaredLoss;
import io.nightjar.kernels.scalar.linear.loss.Tile;
import java.util.Arrays;

/**
 * Rows are taken a tile at a time: margins, slopes, then the products with each column, while the
 * tile is in the cache. A thread keeps the tile of losses with one margin from call to call: made
 * anew for each block of a few thousand rows, its arrays would push the next rows out of the cache.
 */
public final class TiledGradient implements GlmGradient {
  private static final ThreadLocal<Tile> KEPT =
      ThreadLocal.withInitial(() -> new Tile(1, Columns.TILE));

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
      case MULTINOMIAL -> loops.multinomial();
      case SQUARED -> new SquaredLoss();
      case POISSON -> loops.poisson();
    };
  }

  private static double add(
      RowLoss loss, int classes, LabelledRows rows, double[] coefficients, double[] gradient) {
    Columns x = rows.columns();
    double[][] beta = byClass(classes, coefficients);
    double[][] sums = new double[classes][x.count() + 1];
    // Many classes read the features again and again: fewer rows keep them close.
    int most = classes == 1 ? Columns.TILE : Columns.TILE / 4;
    Tile tile = classes == 1 ? KEPT.get() : new Tile(classes, Math.min(rows.rows(), most));
    double total = 0;
    for (int from = 0; from < rows.rows(); from += most) {
      tile.load(rows.labels(), rows.weights(), from, Math.min(most, rows.rows() - from));
      for (int k = 0; k < classes; k++) {
        x.margins(from, tile.count, beta[k], tile.margins[k]);
      }
      loss.slopes(tile);
      total += Tile.sum(tile.losses, tile.count);
      for (int k = 0; k < classes; k++) {
        x.addProducts(from, tile.count, tile.margins[k], sums[k]);
        sums[k][x.count()] += Tile.sum(tile.margins[k], tile.count);
      }
    }
    addAll(sums, gradient);
    return total;
  }

  /** Each class's coefficients in an array of their own. */
  static double[][] byClass(int classes, double[] coefficients) {
    int length = coefficients.length / classes;
    double[][] beta = new double[classes][];
    for (int k = 0; k < classes; k++) {
      beta[k] = Arrays.copyOfRange(coefficients, k * length, (k + 1) * length);
    }
    return beta;
  }

  private static void addAll(double[][] sums, double[] gradient) {
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < sums[k].length; j++) {
        gradient[k * sums[k].length + j] += sums[k][j];
      }
    }
  }
}
