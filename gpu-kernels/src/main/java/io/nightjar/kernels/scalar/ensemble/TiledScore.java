package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.RowWalk;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;

/**
 * Scores a tile of rows at a time: its features become byte planes once, then every tree of at most
 * 256 leaves runs over the planes, rows side by side; larger trees are walked. A few rows are
 * walked one by one, trees side by side.
 */
public final class TiledScore implements EnsembleScore {
  /** Below it planes and lanes cost more than walking. */
  static final int LEAST_ROWS = 24;

  private final LaneLoops loops;

  /** Scores made of these loops. */
  public TiledScore(LaneLoops loops) {
    this.loops = loops;
  }

  @Override
  public void write(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    if (rows.rows() == 0) {
      return;
    }
    if (rows.rows() < LEAST_ROWS) {
      walkAll(ensemble, rows, out);
    } else {
      new ScoreTile(loops, ensemble, rows).writeAll(out);
    }
  }

  private static void walkAll(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    int n = rows.rows();
    RowWalk walk = RowWalk.of(ensemble, rows.scale());
    int[] keys = walk.newKeys();
    for (int row = 0; row < n; row++) {
      walk.keys(rows, row, keys);
      walk.write(keys, out, row, n);
    }
  }
}
