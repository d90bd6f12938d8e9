package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.Margins;

/** Margins a tile of rows at a time, while the tile's sums are in the cache. */
public final class TiledMargins implements Margins {
  private final LinearLoops loops;

  /** Margins made of these loops. */
  public TiledMargins(LinearLoops loops) {
    this.loops = loops;
  }

  @Override
  public void write(FeatureBlock block, int classes, double[] coefficients, double[] out) {
    Columns columns = loops.columns(block);
    double[][] beta = TiledGradient.byClass(classes, coefficients);
    int rows = block.rows();
    double[] tile = new double[Math.min(rows, Columns.TILE)];
    for (int from = 0; from < rows; from += Columns.TILE) {
      int count = Math.min(Columns.TILE, rows - from);
      for (int k = 0; k < classes; k++) {
        columns.margins(from, count, beta[k], tile);
        System.arraycopy(tile, 0, out, k * rows + from, count);
      }
    }
  }
}
