package io.nightjar.spark.train.trees.local;

import io.nightjar.kernels.tree.GradientRows;
import java.util.Arrays;

/**
 * Which of a tree's nodes the rows of a piece lie in, by row. Entries lie by node, so that what is
 * read or written of their rows lies apart; by row it lies together.
 */
final class RowNodes {
  /** In place of a node where a row is in none. */
  static final int NONE = -1;

  private RowNodes() {}

  /**
   * Places in {@code nodes} of rows {@code from}..{@code to} − 1, or {@link #NONE}.
   *
   * @param nodes of which no row is in two
   */
  static int[] of(NodeEntries entries, int[] nodes, int from, int to) {
    int[] places = new int[to - from];
    Arrays.fill(places, NONE);
    long[] array = entries.array();
    for (int n = 0; n < nodes.length; n++) {
      int end = entries.to(nodes[n]);
      for (int i = first(array, entries.from(nodes[n]), end, from); i < end; i++) {
        int row = GradientRows.row(array[i]);
        if (row >= to) {
          break;
        }
        places[row - from] = n;
      }
    }
    return places;
  }

  /** The first of a node's entries, which are in the rows' order, of this row or a later one. */
  private static int first(long[] array, int from, int to, int row) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (GradientRows.row(array[middle]) < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
