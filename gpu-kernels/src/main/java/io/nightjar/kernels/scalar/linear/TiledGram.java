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
    int p = rows.columns().count() + 2;
    double[][] z = new double[p][Math.min(rows.rows(), Columns.TILE)];
    double[] sums = new double[p];
    double[] weighted = new double[z[0].length];
    for (int from = 0; from < rows.rows(); from += Columns.TILE) {
      int count = Math.min(Columns.TILE, rows.rows() - from);
      fill(rows, from, count, shift, z);
      Columns tile = loops.columns(z);
      for (int j = 0; j < p; j++) {
        weigh(rows, from, count, z[j], weighted);
        Arrays.fill(sums, 0, p, 0.0);
        tile.addProducts(0, count, weighted, sums);
        for (int i = 0; i <= j; i++) {
          out[i + j * (j + 1) / 2] += sums[i];
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
