package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import java.util.Arrays;

/**
 * Scores a tile of rows at a time: its features become byte planes once, then every tree of at most
 * 256 leaves runs over the planes, rows side by side; larger trees are walked. A few rows are
 * walked through all trees.
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
    TreeWalk walk = new TreeWalk(ensemble, rows, n);
    walk.load(rows, 0, n);
    double[] sums = new double[n];
    for (int o = 0; o < ensemble.outputs(); o++) {
      Arrays.fill(sums, ensemble.base(o));
      for (int tree = 0; tree < ensemble.trees(); tree++) {
        if (ensemble.outputOf(tree) == o) {
          walk.add(tree, n, sums);
        }
      }
      System.arraycopy(sums, 0, out, o * n, n);
    }
  }
}
