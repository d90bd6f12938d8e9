package io.nightjar.kernels.ensemble;

import java.util.function.IntToDoubleFunction;

/** A walk as one would write it down from the definition. */
final class NaiveEnsemble {
  private NaiveEnsemble() {}

  /** The raw predictions of one row; a missing value is NaN. */
  static double[] predict(TreeEnsemble ensemble, IntToDoubleFunction row) {
    double[] sums = new double[ensemble.outputs()];
    for (int o = 0; o < sums.length; o++) {
      sums[o] = ensemble.base(o);
    }
    for (int t = 0; t < ensemble.trees(); t++) {
      int node = 0;
      while (ensemble.nodes().lefts()[ensemble.start(t) + node] >= 0) {
        node = child(ensemble, t, node, row);
      }
      sums[ensemble.outputOf(t)] += ensemble.nodes().values()[ensemble.start(t) + node];
    }
    return sums;
  }

  private static int child(TreeEnsemble ensemble, int tree, int node, IntToDoubleFunction row) {
    TreeNodes nodes = ensemble.nodes();
    int at = ensemble.start(tree) + node;
    return goesLeft(ensemble, at, row.applyAsDouble(nodes.features()[at]))
        ? nodes.lefts()[at]
        : nodes.rights()[at];
  }

  static boolean goesLeft(TreeEnsemble ensemble, int at, double x) {
    TreeNodes nodes = ensemble.nodes();
    if (Double.isNaN(x)) {
      return nodes.missingLeft()[at];
    }
    long[] set = nodes.categories() == null ? null : nodes.categories()[at];
    if (set != null) {
      return x == Math.rint(x)
          && x >= 0
          && x < 64L * set.length
          && (set[(int) x / 64] >>> ((int) x % 64) & 1) == 1;
    }
    double threshold = nodes.thresholds()[at];
    return ensemble.decision() == Decision.LESS ? x < threshold : x <= threshold;
  }
}
