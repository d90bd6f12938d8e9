package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.Margins;
import java.util.Arrays;

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
    int rows = block.rows();
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
    Arrays.fill(tile, 0, count, 0.0);
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
