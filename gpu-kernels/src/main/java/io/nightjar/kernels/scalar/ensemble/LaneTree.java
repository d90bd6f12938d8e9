package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.TreeNodes;

/**
 * A tree of at most {@link #MOST_LEAVES} leaves as a list of steps from the leaves to the root that
 * many rows take side by side: a step chooses for each row between the leaf numbers that the left
 * and the right branch gave. So every row costs the same, whatever its path, and nothing waits for
 * a branch or for memory.
 */
public final class LaneTree {
  /** Leaf numbers are bytes. */
  public static final int MOST_LEAVES = 256;

  /** Ints of a step: plane, cut, left, right, into. */
  public static final int STRIDE = 5;

  /** In place of a plane: the step takes a perfect branch of four leaves at once. */
  public static final int FOUR = -1;

  /** In place of a plane: the step takes a perfect branch of eight leaves at once. */
  public static final int EIGHT = -2;

  private final int[] steps;
  private final int[] splits;
  private final double[] leaves;
  private final int slots;

  LaneTree(int[] steps, int[] splits, double[] leaves, int slots) {
    this.steps = steps;
    this.splits = splits;
    this.leaves = leaves;
    this.slots = slots;
  }

  /**
   * [steps][{@link #STRIDE}], borrowed: the plane's number; the cut, a row going right where the
   * plane has more; what the left and the right branch gave, a slot's number or ~ a leaf's number;
   * the slot for the result. The last step's slot is 0. No steps where the tree is a leaf.
   *
   * <p>A step of {@link #FOUR} or {@link #EIGHT} has, in place of the cut, where its splits start
   * in {@link #splits()}, and in place of the left result its first leaf's number.
   */
  public int[] steps() {
    return steps;
  }

  /**
   * [splits][plane, cut], borrowed: those of perfect branches, root first, then its left and its
   * right child, then the left one's children, then the right one's.
   */
  public int[] splits() {
    return splits;
  }

  /** The leaves' values, borrowed, {@link #MOST_LEAVES} of them so that no byte lies outside. */
  public double[] leaves() {
    return leaves;
  }

  /** Slots that the steps use. */
  public int slots() {
    return slots;
  }

  /** How many leaves a tree has. */
  static int leaves(TreeNodes nodes, int tree) {
    int leaves = 0;
    for (int at = nodes.starts()[tree]; at < nodes.starts()[tree + 1]; at++) {
      leaves += nodes.leaf(at) ? 1 : 0;
    }
    return leaves;
  }
}
