package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * The rows of a tree's node, or some of them.
 *
 * @param all rows of the tree
 * @param from the first entry that counts
 * @param to one beyond the last
 */
public record NodeRows(GradientRows all, int from, int to) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public NodeRows {
    ArgumentChecks.within("to", to, 0, all.count());
    ArgumentChecks.within("from", from, 0, to);
  }

  /** All rows of a tree. */
  public static NodeRows of(GradientRows all) {
    return new NodeRows(all, 0, all.count());
  }

  /** How many rows. */
  public int count() {
    return to - from;
  }
}
