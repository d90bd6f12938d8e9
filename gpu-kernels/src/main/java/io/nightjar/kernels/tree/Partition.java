package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.BinnedBlock;

/**
 * Stable partition of a node's rows by a split: those that go left first, then those that go right,
 * each in the order in which they stood.
 */
public interface Partition {
  /**
   * Parts a list in place.
   *
   * @param rows a list of indices; entries from..to−1 are parted
   * @param scratch at least as long as the list; its content is lost
   * @return how many went left
   */
  int inPlace(BinnedBlock block, BinnedSplit split, RowList rows, int[] scratch);

  /**
   * Parts all rows of a block, in their order.
   *
   * @param out gets the index of each row; at least as many as rows
   * @param scratch at least as many as rows; its content is lost
   * @return how many went left
   */
  int all(BinnedBlock block, BinnedSplit split, int[] out, int[] scratch);
}
