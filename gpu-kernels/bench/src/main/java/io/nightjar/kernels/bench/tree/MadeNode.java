package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.RowList;
import java.util.Arrays;
import java.util.Random;

/**
 * A node of a tree over made rows.
 *
 * @param rows of the block
 * @param count rows of the node, spread over the block at random
 */
record MadeNode(int rows, int count) {
  /** Whether the node is the root. */
  boolean all() {
    return count == rows;
  }

  /** Bins at random, one in sixteen missing. */
  static BinnedBlock block(int rows, int columns, Random random) {
    byte[][] x = new byte[columns][rows];
    int[] bins = new int[columns];
    Arrays.fill(bins, BinnedBlock.MAX_BINS);
    for (byte[] column : x) {
      random.nextBytes(column);
      for (int i = 0; i < rows; i += 16) {
        column[i] = (byte) BinnedBlock.MISSING;
      }
    }
    return new BinnedBlock(rows, x, bins);
  }

  /** The node's rows, ascending as partitions leave them. */
  RowList list(Random random) {
    if (all()) {
      return RowList.first(rows);
    }
    int[] chosen = new int[count];
    int taken = 0;
    for (int i = 0; i < rows && taken < count; i++) {
      if (random.nextInt(rows - i) < count - taken) {
        chosen[taken++] = i;
      }
    }
    return new RowList(chosen, 0, count);
  }
}
