package io.nightjar.spark.train.isolation;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.List;

/**
 * Trees as an ensemble whose output is −E(h)/c(ψ): it starts from −1, and each of T leaves adds
 * (c(ψ) − h) / (T·c(ψ)), so that trees that can't part rows leave exactly −1.
 */
final class IsolationEnsemble {
  private final List<List<IsolationTree.Node>> trees;
  private final double average;

  /**
   * Of some trees.
   *
   * @param sampleSize ψ, 2 or more
   */
  IsolationEnsemble(List<List<IsolationTree.Node>> trees, int sampleSize) {
    this.trees = trees;
    this.average = PathLength.mean(sampleSize);
  }

  TreeEnsemble over(int columns) {
    int[] starts = new int[trees.size() + 1];
    for (int t = 0; t < trees.size(); t++) {
      starts[t + 1] = Math.addExact(starts[t], trees.get(t).size());
    }
    int count = starts[trees.size()];
    TreeNodes nodes =
        new TreeNodes(
            starts,
            new int[count],
            new float[count],
            new long[count][],
            new int[count],
            new int[count],
            new boolean[count],
            new double[count],
            new double[count]);
    for (int t = 0; t < trees.size(); t++) {
      for (int n = 0; n < trees.get(t).size(); n++) {
        write(trees.get(t).get(n), starts[t] + n, nodes);
      }
    }
    return TreeEnsemble.of(
        Decision.AT_MOST, columns, nodes, new int[trees.size()], new double[] {-1});
  }

  private void write(IsolationTree.Node node, int at, TreeNodes nodes) {
    nodes.covers()[at] = node.rows();
    RandomSplit split = node.split();
    if (split == null) {
      nodes.lefts()[at] = TreeNodes.LEAF;
      nodes.rights()[at] = TreeNodes.LEAF;
      nodes.values()[at] = (average - node.pathLength()) / (trees.size() * average);
      return;
    }
    nodes.lefts()[at] = node.left();
    nodes.rights()[at] = node.right();
    nodes.features()[at] = split.column();
    nodes.thresholds()[at] = split.threshold();
    nodes.categories()[at] = split.set();
    nodes.missingLeft()[at] = split.missingLeft();
  }
}
