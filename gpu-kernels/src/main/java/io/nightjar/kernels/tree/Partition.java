package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * Stable partition of a node's rows by a split: those that go left to one place, those that go
 * right to another, each in the order in which they stood.
 */
public interface Partition {
  /**
   * Where the rows go; each side needs room for all of them.
   *
   * @param left gets the entries that go left; may be the node's own array
   * @param leftAt where the first of them goes; the node's own start where it is the node's array
   * @param right gets the entries that go right
   * @param rightAt where the first of them goes
   */
  record Sides(long[] left, int leftAt, long[] right, int rightAt) {
    void requireRoom(int count) {
      ArgumentChecks.within("leftAt", leftAt, 0, left.length - (long) count);
      ArgumentChecks.within("rightAt", rightAt, 0, right.length - (long) count);
    }
  }

  /**
   * Parts rows.
   *
   * @param sides what lies beyond each side's rows, within the room for all, is lost
   * @return how many went left
   */
  int part(BinnedRows bins, BinnedSplit split, NodeRows node, Sides sides);
}
