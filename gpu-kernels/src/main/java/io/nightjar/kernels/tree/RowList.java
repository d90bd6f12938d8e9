package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * Some rows of a block: those of a tree's node.
 *
 * @param rows indices of rows in a block, in any order, borrowed; null for the rows from..to−1
 *     themselves
 * @param from the first entry that counts
 * @param to one beyond the last
 */
public record RowList(int[] rows, int from, int to) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public RowList {
    ArgumentChecks.within("to", to, 0, rows == null ? Integer.MAX_VALUE : rows.length);
    ArgumentChecks.within("from", from, 0, to);
  }

  /** The first rows of a block. */
  public static RowList first(int rows) {
    return new RowList(null, 0, rows);
  }

  /** How many rows. */
  public int count() {
    return to - from;
  }

  /**
   * Checks every index.
   *
   * @param limit how many rows the block has
   * @throws IllegalArgumentException naming the first index that is out of range
   */
  void requireWithin(int limit) {
    if (rows == null) {
      ArgumentChecks.within("to", to, 0, limit);
      return;
    }
    int least = 0;
    int greatest = 0;
    for (int i = from; i < to; i++) {
      least = Math.min(least, rows[i]);
      greatest = Math.max(greatest, rows[i]);
    }
    for (int i = from; (least < 0 || greatest >= limit) && i < to; i++) {
      ArgumentChecks.within("row index " + i, rows[i], 0, limit - 1L);
    }
  }
}
