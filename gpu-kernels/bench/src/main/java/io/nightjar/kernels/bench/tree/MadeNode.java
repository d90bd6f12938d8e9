package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.NodeRows;
import java.util.Random;

/**
 * A node of a tree over made rows.
 *
 * @param rows of the tree
 * @param count rows of the node, spread over them at random
 */
record MadeNode(int rows, int count) {
  /** Whether the node is the root. */
  boolean all() {
    return count == rows;
  }

  /** Bins at random, one in sixteen missing. */
  static BinnedRows bins(int rows, int columns, Random random) {
    BinnedRows bins = new BinnedRows(rows, columns);
    for (int j = 0; j < columns; j++) {
      byte[] column = bins.column(j);
      random.nextBytes(column);
      for (int i = 0; i < rows; i += 16) {
        column[i] = (byte) BinnedBlock.MISSING;
      }
    }
    bins.pack(0, rows);
    return bins;
  }

  /** The node's rows, ascending as partitions leave them. */
  NodeRows entries(Random random) {
    long[] chosen = new long[count];
    int taken = 0;
    for (int i = 0; i < rows && taken < count; i++) {
      if (random.nextInt(rows - i) < count - taken) {
        chosen[taken++] =
            GradientRows.entry(random.nextInt(1 << 16) - (1 << 15), random.nextInt(1 << 15), i);
      }
    }
    return NodeRows.of(new GradientRows(chosen, count, rows));
  }
}
