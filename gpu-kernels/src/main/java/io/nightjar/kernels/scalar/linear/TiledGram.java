package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.Gram;
import java.util.Arrays;

/** The Gram matrix a tile of rows at a time, while the tile's z is in the cache. */
public final class TiledGram implements Gram {
  private final LinearLoops loops;

  /** A Gram matrix made of these loops. */
  public TiledGram(LinearLoops loops) {
    this.loops = loops;
  }

  @Override
  public void add(FeatureBlock block, GlmTarget target, double[] shift, double[] out) {
    LabelledRows rows = LabelledRows.of(loops, block, target);
    int entries = rows.columns().count() + 2;
    PairTile tile = new PairTile(entries, rows.weights() != null);
    PairSums sums = loops.pairs(entries);
    for (int from = 0; from < rows.rows(); from += PairTile.ROWS) {
      int count = Math.min(PairTile.ROWS, rows.rows() - from);
      fill(rows, from, count, shift, tile.left);
      if (rows.weights() != null) {
        weigh(rows, from, count, tile);
      }
      tile.pad(count);
      sums.add(tile);
    }
    sums.addTo(out);
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

  private static void weigh(LabelledRows rows, int from, int count, PairTile tile) {
    double[] w = Arrays.copyOfRange(rows.weights(), from, from + count);
    for (int j = 0; j < rows.columns().count() + 2; j++) {
      double[] z = tile.left[j];
      double[] weighted = tile.right[j];
      for (int i = 0; i < count; i++) {
        weighted[i] = w[i] * z[i];
      }
    }
  }
}
