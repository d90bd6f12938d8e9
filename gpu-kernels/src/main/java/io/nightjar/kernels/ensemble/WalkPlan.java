package io.nightjar.kernels.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ensemble laid out for walking from the roots to the leaves, one comparison of ints a step. A
 * split's right child stands behind its left one, and leaves lead to themselves, so that rows of
 * different depth can be walked side by side without a branch.
 */
public final class WalkPlan {
  /** Ints of a node: plane, cut, left child, set. */
  public static final int STRIDE = 4;

  /** In place of a set at numeric splits and leaves. */
  public static final int NO_SET = -1;

  private static final int LEAF_CUT = Integer.MAX_VALUE;

  private final List<KeyPlane> planes = new ArrayList<>();
  private final int[] nodes;
  private final double[] values;
  private final long[] sets;
  private final int[] depths;
  private boolean categorical;
  private final int[] origins;

  private WalkPlan(int nodes, int trees, long[] sets) {
    this.nodes = new int[Math.multiplyExact(STRIDE, nodes)];
    this.values = new double[nodes];
    this.depths = new int[trees];
    this.origins = new int[nodes];
    this.sets = sets;
  }

  /** The plan of an ensemble for rows on a scale; made once. */
  public static WalkPlan of(TreeEnsemble ensemble, CutScale scale) {
    return ensemble.plan(
        List.of(WalkPlan.class, scale), WalkPlan.class, () -> make(ensemble, scale));
  }

  private static WalkPlan make(TreeEnsemble ensemble, CutScale scale) {
    TreeNodes from = ensemble.nodes();
    int[] setStarts = new int[from.count()];
    WalkPlan plan = new WalkPlan(from.count(), ensemble.trees(), joined(from, setStarts));
    Map<KeyPlane, Integer> planes = new LinkedHashMap<>();
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      int start = ensemble.start(tree);
      plan.depths[tree] = plan.order(from, start);
      int end = from.starts()[tree + 1];
      for (int at = start; at < end; at++) {
        int node = plan.origins[at];
        if (from.leaf(node)) {
          plan.values[at] = from.values()[node];
        } else {
          KeyPlane plane = KeyPlane.of(from, node);
          plan.nodes[STRIDE * at] = planes.computeIfAbsent(plane, p -> planes.size());
          plan.nodes[STRIDE * at + 1] =
              from.set(node) == null
                  ? cut(ensemble, scale, node)
                  : Long.SIZE * from.set(node).length;
          plan.nodes[STRIDE * at + 3] = from.set(node) == null ? NO_SET : setStarts[node];
        }
      }
    }
    plan.planes.addAll(planes.keySet());
    plan.categorical =
        plan.planes.stream().anyMatch(plane -> plane.kind() == KeyPlane.Kind.CATEGORY);
    return plan;
  }

  /** The greatest key that goes left at a numeric split. */
  public static int cut(TreeEnsemble ensemble, CutScale scale, int node) {
    return scale.cut(ensemble, ensemble.nodes().thresholds()[node]);
  }

  /** All sets in one array. */
  private static long[] joined(TreeNodes from, int[] setStarts) {
    int words = 0;
    for (int node = 0; node < from.count(); node++) {
      setStarts[node] = words;
      words = Math.addExact(words, split(from, node) ? from.set(node).length : 0);
    }
    long[] sets = new long[Math.max(1, words)];
    for (int node = 0; node < from.count(); node++) {
      if (split(from, node)) {
        System.arraycopy(from.set(node), 0, sets, setStarts[node], from.set(node).length);
      }
    }
    return sets;
  }

  private static boolean split(TreeNodes from, int node) {
    return !from.leaf(node) && from.set(node) != null;
  }

  /** Numbers a tree's nodes level by level; returns its depth. */
  private int order(TreeNodes from, int start) {
    origins[start] = start;
    int next = start + 1;
    int depth = -1;
    int level = start;
    for (int at = start; at < next; at++) {
      if (at == level) {
        depth++;
        level = next;
      }
      int node = origins[at];
      int cell = STRIDE * at;
      if (from.leaf(node)) {
        nodes[cell + 1] = LEAF_CUT;
        nodes[cell + 2] = at;
        nodes[cell + 3] = NO_SET;
      } else {
        nodes[cell + 2] = next;
        origins[next++] = start + from.lefts()[node];
        origins[next++] = start + from.rights()[node];
      }
    }
    return depth;
  }

  /** The planes that splits look at, by number. */
  public List<KeyPlane> planes() {
    return planes;
  }

  /**
   * [nodes][{@link #STRIDE}], borrowed: the plane's number; the cut (a row goes right where its key
   * is greater), or the number of categories that the set has bits for; the left child, the right
   * one being the next; where the set starts, or {@link #NO_SET}.
   */
  public int[] nodes() {
    return nodes;
  }

  /** The nodes' values, 0 at splits, borrowed. */
  public double[] values() {
    return values;
  }

  /** All sets of categories, borrowed. */
  public long[] sets() {
    return sets;
  }

  /** Which of the ensemble's nodes a node is. */
  public int origin(int node) {
    return origins[node];
  }

  /**
   * The child that a row comes to at a numeric split; a leaf leads to itself.
   *
   * @param at where the node's ints begin: {@link #STRIDE} times its number
   */
  public static int child(int[] nodes, int at, int key) {
    // The sign of a difference, because a branch would be guessed wrong every other time.
    return nodes[at + 2] + (int) (((long) nodes[at + 1] - key) >>> 63);
  }

  /** The same at a split of any kind. */
  public static int child(int[] nodes, long[] sets, int at, int key) {
    int start = nodes[at + 3];
    if (start == NO_SET) {
      return child(nodes, at, key);
    }
    int right;
    if (key < 0) {
      right = 0;
    } else if (key >= nodes[at + 1]) {
      right = 1;
    } else {
      right = 1 - (int) ((sets[start + (key >> 6)] >>> key) & 1);
    }
    return nodes[at + 2] + right;
  }

  /** Splits on a tree's longest path. */
  public int depth(int tree) {
    return depths[tree];
  }

  /** Splits on the longest path of all trees. */
  public int depth() {
    return Arrays.stream(depths).max().orElse(0);
  }

  /** Whether any split is categorical. */
  public boolean categorical() {
    return categorical;
  }
}
