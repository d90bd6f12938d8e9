package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;

/** Walks each row through all trees, in their order. */
abstract class ScoreKernel extends WalkKernel {
  ScoreKernel(TreeEnsemble ensemble, WalkPlan plan, int capacity) {
    super(ensemble, plan, capacity);
  }

  /** Writes the predictions of rows {@code first}.. into [outputs][rows] of the whole block. */
  final double[] score(TreeRows from, int first, int count, double[] whole) {
    putKeys(from, first, count);
    launchRows();
    getSums();
    for (int o = 0; o < outputs; o++) {
      copySums(o * capacity, count, whole, o * from.rows() + first);
    }
    return whole;
  }

  abstract void getSums();

  abstract void copySums(int start, int count, double[] to, int at);

  /** The leaf that a row comes to; leaves lead to themselves. */
  int leaf(int root, int i) {
    int node = root;
    int next = nodes[4 * node + 2] + right(node, i);
    while (next != node) {
      node = next;
      next = nodes[4 * node + 2] + right(node, i);
    }
    return node;
  }
}
