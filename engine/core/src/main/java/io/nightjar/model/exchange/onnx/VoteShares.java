package io.nightjar.model.exchange.onnx;

import java.util.HashMap;
import java.util.Map;

/** What a row's votes come to in all trees. */
final class VoteShares {
  private static final double TOLERANCE = 1e-4;

  private VoteShares() {}

  /**
   * The sum over trees of a leaf's weights of all classes; NaN where leaves of one tree differ, or
   * a weight is negative.
   */
  static double sum(long[] trees, long[] nodes, double[] weights) {
    if (nodes.length != trees.length || weights.length != trees.length) {
      return Double.NaN;
    }
    Map<Long, Map<Long, Double>> leaves = new HashMap<>();
    for (int i = 0; i < trees.length; i++) {
      if (!(weights[i] >= 0)) {
        return Double.NaN;
      }
      leaves
          .computeIfAbsent(trees[i], t -> new HashMap<>())
          .merge(nodes[i], weights[i], Double::sum);
    }
    double sum = 0;
    for (Map<Long, Double> tree : leaves.values()) {
      double first = tree.values().iterator().next();
      if (tree.values().stream().anyMatch(leaf -> Math.abs(leaf - first) > TOLERANCE)) {
        return Double.NaN;
      }
      sum += first;
    }
    return sum;
  }
}
