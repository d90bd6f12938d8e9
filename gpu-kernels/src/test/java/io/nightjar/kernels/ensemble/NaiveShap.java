package io.nightjar.kernels.ensemble;

/** Shapley's formula over all sets of features, each tree walked as the definition says. */
final class NaiveShap {
  private NaiveShap() {}

  /** φ of every feature and the base value last, [outputs][features + 1]. */
  static double[][] values(TreeEnsemble ensemble, float[] row) {
    int d = ensemble.features();
    double[][] known = new double[1 << d][];
    for (int set = 0; set < known.length; set++) {
      known[set] = expectations(ensemble, row, set);
    }
    double[][] values = new double[ensemble.outputs()][d + 1];
    for (int o = 0; o < values.length; o++) {
      values[o][d] = known[0][o];
      for (int f = 0; f < d; f++) {
        for (int set = 0; set < known.length; set++) {
          if ((set >> f & 1) == 0) {
            double weight = weight(Integer.bitCount(set), d);
            values[o][f] += weight * (known[set | 1 << f][o] - known[set][o]);
          }
        }
      }
    }
    return values;
  }

  /** s!(d − 1 − s)!/d! */
  private static double weight(int s, int d) {
    double weight = 1.0 / d;
    for (int i = 1; i <= s; i++) {
      weight *= (double) i / (d - i);
    }
    return weight;
  }

  private static double[] expectations(TreeEnsemble ensemble, float[] row, int set) {
    double[] sums = new double[ensemble.outputs()];
    for (int o = 0; o < sums.length; o++) {
      sums[o] = ensemble.base(o);
    }
    for (int t = 0; t < ensemble.trees(); t++) {
      sums[ensemble.outputOf(t)] += expectation(ensemble, t, 0, row, set);
    }
    return sums;
  }

  private static double expectation(TreeEnsemble ensemble, int t, int node, float[] row, int set) {
    TreeNodes nodes = ensemble.nodes();
    int start = ensemble.start(t);
    int at = start + node;
    if (nodes.lefts()[at] < 0) {
      return nodes.values()[at];
    }
    int left = nodes.lefts()[at];
    int right = nodes.rights()[at];
    int feature = nodes.features()[at];
    if ((set >> feature & 1) == 1) {
      int next = NaiveEnsemble.goesLeft(ensemble, at, row[feature]) ? left : right;
      return expectation(ensemble, t, next, row, set);
    }
    double a = nodes.covers()[start + left];
    double b = nodes.covers()[start + right];
    return (a * expectation(ensemble, t, left, row, set)
            + b * expectation(ensemble, t, right, row, set))
        / (a + b);
  }
}
