package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeShape;

/**
 * What growing trees over executors writes for other tasks, before compression.
 *
 * <p>With P partitions that hold training rows, d columns and n nodes summed, n·P·d·4096 bytes are
 * written to be added: 512 sums of 8 bytes a column, and less than 1% of keys and headers beside
 * them. Fewer where a partition has no rows in a node. A tree of L leaves sums L nodes at most, the
 * root and one of each two children (2·L − 1 it would be without what is left over); a full tree of
 * depth k, whose last level is not looked at, 2ᵏ⁻¹.
 */
public final class HistogramTraffic {
  private static final int MOST_DEPTH = 30;

  private HistogramTraffic() {}

  /** Most nodes of a tree whose histograms are summed. */
  public static long nodes(TreeShape shape) {
    long full = 1L << Math.min(shape.depth() - 1, MOST_DEPTH);
    return shape.leaves() == 0 ? full : Math.min(full, shape.leaves());
  }

  /** Most shuffles of a tree: one a level, or one a leaf where the best one is divided first. */
  public static long shuffles(TreeShape shape) {
    return shape.leaves() == 0 ? shape.depth() : nodes(shape);
  }

  /** Bytes that are written for some nodes' histograms. */
  public static long bytes(long nodes, int partitions, int columns) {
    return nodes * partitions * SplitFinder.bytes(columns);
  }

  /** Most bytes of the histograms that the executors keep at once: two levels' nodes. */
  public static long keptBytes(TreeShape shape, int columns) {
    return 3 * nodes(shape) / 2 * SplitFinder.bytes(columns);
  }
}
