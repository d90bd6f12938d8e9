package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.ArgumentChecks;
import java.util.Arrays;

/** Looks once at every node of an ensemble: what passes can be walked without a check. */
final class TreeChecks {
  private final TreeNodes nodes;
  private final int features;
  private int tree;

  private TreeChecks(TreeNodes nodes, int features) {
    this.nodes = nodes;
    this.features = features;
  }

  /** Every node of every tree. */
  static void check(TreeNodes nodes, int features) {
    new TreeChecks(nodes, features).all();
  }

  private void all() {
    lengths();
    int[] starts = nodes.starts();
    for (tree = 0; tree < starts.length - 1; tree++) {
      if (starts[tree + 1] <= starts[tree]) {
        throw new IllegalArgumentException("tree " + tree + " has no nodes; must have at least 1");
      }
      for (int node = 0; node < size(); node++) {
        node(node);
      }
      reach();
    }
  }

  private void lengths() {
    int n = nodes.count();
    int[] starts = nodes.starts();
    ArgumentChecks.atLeast("starts", starts.length, 1);
    ArgumentChecks.within("the first tree's start", starts[0], 0, 0);
    ArgumentChecks.within("the end of the last tree", starts[starts.length - 1], n, n);
    for (int t = 1; t < starts.length; t++) {
      ArgumentChecks.within("start " + t, starts[t], starts[t - 1], n);
    }
    ArgumentChecks.length("thresholds", nodes.thresholds().length, n);
    ArgumentChecks.length("lefts", nodes.lefts().length, n);
    ArgumentChecks.length("rights", nodes.rights().length, n);
    ArgumentChecks.length("missingLeft", nodes.missingLeft().length, n);
    ArgumentChecks.length("values", nodes.values().length, n);
    if (nodes.categories() != null) {
      ArgumentChecks.length("categories", nodes.categories().length, n);
    }
    if (nodes.covers() != null) {
      ArgumentChecks.length("covers", nodes.covers().length, n);
    }
  }

  private int size() {
    return nodes.starts()[tree + 1] - nodes.starts()[tree];
  }

  private void node(int node) {
    int at = nodes.starts()[tree] + node;
    if (nodes.covers() != null
        && !(nodes.covers()[at] >= 0 && nodes.covers()[at] < Double.POSITIVE_INFINITY)) {
      throw wrong(node, "cover", nodes.covers()[at], "finite and at least 0");
    }
    if (nodes.lefts()[at] == TreeNodes.LEAF && nodes.rights()[at] == TreeNodes.LEAF) {
      if (!Double.isFinite(nodes.values()[at])) {
        throw wrong(node, "value", nodes.values()[at], "finite");
      }
      return;
    }
    child(node, "left child", nodes.lefts()[at]);
    child(node, "right child", nodes.rights()[at]);
    int feature = nodes.features()[at];
    if (feature < 0 || feature >= features) {
      throw wrong(node, "feature", feature, "0.." + (features - 1));
    }
    long[] set = nodes.set(at);
    if (set == null && Float.isNaN(nodes.thresholds()[at])) {
      throw wrong(node, "threshold", nodes.thresholds()[at], "a number");
    }
    if (set != null && set.length > TreeNodes.MAX_WORDS) {
      throw wrong(
          node, "number of words of categories", set.length, "at most " + TreeNodes.MAX_WORDS);
    }
  }

  private void child(int node, String what, int child) {
    if (child < 1 || child >= size()) {
      throw wrong(
          node,
          what,
          child,
          size() == 1
              ? TreeNodes.LEAF + " on both sides, in a tree of one node"
              : "1.." + (size() - 1) + ", or " + TreeNodes.LEAF + " on both sides of a leaf");
    }
  }

  /** From the root every node is reached, and once: so there are no cycles. */
  private void reach() {
    int start = nodes.starts()[tree];
    int[] parents = new int[size()];
    Arrays.fill(parents, -1);
    int[] waiting = new int[size()];
    int count = 1;
    int reached = 0;
    while (reached < count) {
      int node = waiting[reached++];
      if (nodes.leaf(start + node)) {
        continue;
      }
      for (int child : new int[] {nodes.lefts()[start + node], nodes.rights()[start + node]}) {
        if (parents[child] >= 0) {
          throw wrong(child, "second parent", node, "none beside node " + parents[child]);
        }
        parents[child] = node;
        waiting[count++] = child;
      }
    }
    for (int node = 1; node < size(); node++) {
      if (parents[node] < 0) {
        throw new IllegalArgumentException(
            "tree " + tree + ", node " + node + " is not reached from the root; every node must");
      }
    }
  }

  private IllegalArgumentException wrong(int node, String what, Object value, String allowed) {
    return new IllegalArgumentException(
        "tree "
            + tree
            + ", node "
            + node
            + ": the "
            + what
            + " is "
            + value
            + "; must be "
            + allowed);
  }
}
