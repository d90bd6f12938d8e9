package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.KeyPlane;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;
import java.util.List;

/**
 * Walks rows from root to leaf, eight side by side: each step waits for memory, and eight wait
 * together. For trees with too many leaves for lanes.
 */
final class TreeWalk {
  private static final int STRIDE = WalkPlan.STRIDE;

  private final TreeEnsemble ensemble;
  private final WalkPlan plan;
  private final int[] nodes;
  private final double[] values;
  private final long[] sets;
  private final int[][] keys;

  /** With room for the keys of a tile of so many rows. */
  TreeWalk(TreeEnsemble ensemble, TreeRows rows, int mostRows) {
    this.ensemble = ensemble;
    this.plan = WalkPlan.of(ensemble, rows.scale());
    this.nodes = plan.nodes();
    this.values = plan.values();
    this.sets = plan.sets();
    this.keys = new int[Math.max(1, plan.planes().size())][mostRows];
  }

  /** Reads the keys of {@code count} rows from {@code from} on. */
  void load(TreeRows rows, int from, int count) {
    List<KeyPlane> planes = plan.planes();
    for (int p = 0; p < planes.size(); p++) {
      rows.keys(planes.get(p), from, count, keys[p]);
    }
  }

  /** Adds a tree's leaf values to the sums of the tile's first {@code count} rows. */
  void add(int tree, int count, double[] sums) {
    int root = ensemble.start(tree);
    if (plan.categorical()) {
      for (int i = 0; i < count; i++) {
        sums[i] += values[leafBySets(root, i)];
      }
      return;
    }
    int depth = plan.depth(tree);
    int i = 0;
    for (; i <= count - 8; i += 8) {
      addEight(root, depth, i, sums);
    }
    for (; i < count; i++) {
      sums[i] += values[leaf(root, i)];
    }
  }

  private int leaf(int root, int row) {
    int node = root;
    int next = step(node, row);
    while (next != node) {
      node = next;
      next = step(node, row);
    }
    return node;
  }

  private int leafBySets(int root, int row) {
    int node = root;
    int next = stepBySet(node, row);
    while (next != node) {
      node = next;
      next = stepBySet(node, row);
    }
    return node;
  }

  private void addEight(int root, int depth, int i, double[] sums) {
    int a = root;
    int b = root;
    int c = root;
    int d = root;
    int e = root;
    int f = root;
    int g = root;
    int h = root;
    long before = -1;
    long sum = 8L * root;
    for (int level = 0; level < depth && sum != before; level++) {
      before = sum;
      a = step(a, i);
      b = step(b, i + 1);
      c = step(c, i + 2);
      d = step(d, i + 3);
      e = step(e, i + 4);
      f = step(f, i + 5);
      g = step(g, i + 6);
      h = step(h, i + 7);
      // Children stand behind their parents, so that every step adds to the sum.
      sum = (long) a + b + c + d + e + f + g + h;
    }
    sums[i] += values[a];
    sums[i + 1] += values[b];
    sums[i + 2] += values[c];
    sums[i + 3] += values[d];
    sums[i + 4] += values[e];
    sums[i + 5] += values[f];
    sums[i + 6] += values[g];
    sums[i + 7] += values[h];
  }

  private int step(int node, int row) {
    int at = STRIDE * node;
    return WalkPlan.child(nodes, at, keys[nodes[at]][row]);
  }

  private int stepBySet(int node, int row) {
    int at = STRIDE * node;
    return WalkPlan.child(nodes, sets, at, keys[nodes[at]][row]);
  }
}
