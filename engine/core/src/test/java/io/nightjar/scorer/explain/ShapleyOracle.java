package io.nightjar.scorer.explain;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;

/**
 * Shapley values by their definition: every subset of the design columns, each weighed by |S|!(m −
 * |S| − 1)!/m!, of the expectation of trees that follows the covers where a column isn't known.
 * Exponential, so for a few columns only.
 */
final class ShapleyOracle {
  private final TreeEnsemble ensemble;
  private final float[] row;

  ShapleyOracle(TreeEnsemble ensemble, float[] row) {
    this.ensemble = ensemble;
    this.row = row;
  }

  double value(int output, int column) {
    int m = row.length;
    double sum = 0;
    for (int known = 0; known < 1 << m; known++) {
      if ((known >> column & 1) == 0) {
        int size = Integer.bitCount(known);
        double weight = factorial(size) * factorial(m - size - 1) / factorial(m);
        sum += weight * (expectation(output, known | 1 << column) - expectation(output, known));
      }
    }
    return sum;
  }

  double expectation(int output, int known) {
    double sum = ensemble.base(output);
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      if (ensemble.outputOf(tree) == output) {
        sum += expectation(ensemble.start(tree), ensemble.start(tree), known);
      }
    }
    return sum;
  }

  private double expectation(int start, int node, int known) {
    TreeNodes nodes = ensemble.nodes();
    if (nodes.leaf(node)) {
      return nodes.values()[node];
    }
    int left = start + nodes.lefts()[node];
    int right = start + nodes.rights()[node];
    if ((known >> nodes.features()[node] & 1) == 1) {
      return expectation(start, goesLeft(node) ? left : right, known);
    }
    double a = nodes.covers()[left];
    double b = nodes.covers()[right];
    return (a * expectation(start, left, known) + b * expectation(start, right, known)) / (a + b);
  }

  private boolean goesLeft(int node) {
    TreeNodes nodes = ensemble.nodes();
    float x = row[nodes.features()[node]];
    if (Float.isNaN(x)) {
      return nodes.missingLeft()[node];
    }
    long[] set = nodes.set(node);
    if (set != null) {
      return x < 64L * set.length && (set[(int) x / 64] >> (int) x % 64 & 1) == 1;
    }
    float t = nodes.thresholds()[node];
    return ensemble.decision() == Decision.AT_MOST ? x <= t : x < t;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
