package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.FactorLists;
import io.nightjar.kernels.dense.FactorMatrix;

/** Some factor rows of a list, gathered and widened, beside the same times their weights. */
public final class FactorTile {
  /** Most rows. */
  static final int ROWS = 64;

  /** Entries from one row to the next; a multiple of {@link RankUpdate#STRIDE}. */
  public final int stride;

  /** Rows that count. */
  public int count;

  /** v. */
  public final double[] rows;

  /** w·v. */
  public final double[] weighted;

  FactorTile(int rank) {
    stride = (rank + RankUpdate.STRIDE - 1) / RankUpdate.STRIDE * RankUpdate.STRIDE;
    rows = new double[ROWS * stride];
    weighted = new double[ROWS * stride];
  }

  /** Gathers the list's entries from {@code from} on. */
  void load(FactorMatrix factors, FactorLists lists, int from, int entries) {
    count = entries;
    int rank = factors.rank();
    for (int t = 0; t < entries; t++) {
      int source = lists.rows()[from + t] * rank;
      double w = lists.weights()[from + t];
      for (int j = 0; j < rank; j++) {
        double v = factors.values()[source + j];
        rows[t * stride + j] = v;
        weighted[t * stride + j] = w * v;
      }
    }
  }
}
