package io.nightjar.kernels.ensemble;

import java.util.List;

/**
 * One row's way through all trees of an ensemble, eight trees side by side: each step waits for
 * memory, and eight wait together. An output's sum starts at its base score and adds the leaf
 * values in the trees' order in float64, the same bits as {@link EnsembleScore} of a block.
 * Immutable and safe for many threads, each of which brings room for its row's keys.
 */
public final class RowWalk {
  private static final int STRIDE = WalkPlan.STRIDE;
  private static final int TOGETHER = 8;

  private final KeyPlane[] planes;
  private final int[] nodes;
  private final double[] values;
  private final long[] sets;
  private final boolean categorical;
  private final int[] roots;
  private final int[] outputs;
  private final double[] base;

  /** Splits on the longest path of each eight trees. */
  private final int[] depths;

  private RowWalk(TreeEnsemble ensemble, WalkPlan plan) {
    this.planes = plan.planes().toArray(KeyPlane[]::new);
    this.nodes = plan.nodes();
    this.values = plan.values();
    this.sets = plan.sets();
    this.categorical = plan.categorical();
    this.roots = new int[ensemble.trees()];
    this.outputs = new int[ensemble.trees()];
    this.base = new double[ensemble.outputs()];
    this.depths = new int[roots.length / TOGETHER];
    for (int o = 0; o < base.length; o++) {
      base[o] = ensemble.base(o);
    }
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = ensemble.start(tree);
      outputs[tree] = ensemble.outputOf(tree);
      int group = tree / TOGETHER;
      if (group < depths.length) {
        depths[group] = Math.max(depths[group], plan.depth(tree));
      }
    }
  }

  /** The walk of an ensemble for rows on a scale; made once. */
  public static RowWalk of(TreeEnsemble ensemble, CutScale scale) {
    // A plan may not ask for another while it is made.
    WalkPlan plan = WalkPlan.of(ensemble, scale);
    return ensemble.plan(
        List.of(RowWalk.class, scale), RowWalk.class, () -> new RowWalk(ensemble, plan));
  }

  /** Room for one row's keys; leaves look at the first. */
  public int[] newKeys() {
    return new int[Math.max(1, planes.length)];
  }

  /**
   * Writes the keys of one row of raw numbers.
   *
   * @param row [features]
   */
  public void keys(float[] row, int[] keys) {
    for (int p = 0; p < planes.length; p++) {
      keys[p] = planes[p].ofRaw(row[planes[p].feature()]);
    }
  }

  /** Writes the keys of one row of a block. */
  public void keys(TreeRows rows, int row, int[] keys) {
    for (int p = 0; p < planes.length; p++) {
      keys[p] = rows.key(planes[p], row);
    }
  }

  /**
   * Writes the raw predictions of a row with these keys.
   *
   * @param out output o comes to {@code out[at + o·stride]}
   */
  public void write(int[] keys, double[] out, int at, int stride) {
    for (int o = 0; o < base.length; o++) {
      out[at + o * stride] = base[o];
    }
    for (int group = 0; group < depths.length; group++) {
      addEight(group, keys, out, at, stride);
    }
    for (int tree = depths.length * TOGETHER; tree < roots.length; tree++) {
      out[at + outputs[tree] * stride] += values[leaf(roots[tree], keys)];
    }
  }

  private int leaf(int root, int[] keys) {
    int node = root;
    int next = step(node, keys);
    while (next != node) {
      node = next;
      next = step(node, keys);
    }
    return node;
  }

  private void addEight(int group, int[] keys, double[] out, int at, int stride) {
    int tree = group * TOGETHER;
    int a = roots[tree];
    int b = roots[tree + 1];
    int c = roots[tree + 2];
    int d = roots[tree + 3];
    int e = roots[tree + 4];
    int f = roots[tree + 5];
    int g = roots[tree + 6];
    int h = roots[tree + 7];
    long before = -1;
    long sum = (long) a + b + c + d + e + f + g + h;
    for (int level = depths[group]; level > 0 && sum != before; level--) {
      before = sum;
      a = step(a, keys);
      b = step(b, keys);
      c = step(c, keys);
      d = step(d, keys);
      e = step(e, keys);
      f = step(f, keys);
      g = step(g, keys);
      h = step(h, keys);
      // Children stand behind their parents, so that every step adds to the sum.
      sum = (long) a + b + c + d + e + f + g + h;
    }
    out[at + outputs[tree] * stride] += values[a];
    out[at + outputs[tree + 1] * stride] += values[b];
    out[at + outputs[tree + 2] * stride] += values[c];
    out[at + outputs[tree + 3] * stride] += values[d];
    out[at + outputs[tree + 4] * stride] += values[e];
    out[at + outputs[tree + 5] * stride] += values[f];
    out[at + outputs[tree + 6] * stride] += values[g];
    out[at + outputs[tree + 7] * stride] += values[h];
  }

  private int step(int node, int[] keys) {
    int at = STRIDE * node;
    int key = keys[nodes[at]];
    return categorical ? WalkPlan.child(nodes, sets, at, key) : WalkPlan.child(nodes, at, key);
  }
}
