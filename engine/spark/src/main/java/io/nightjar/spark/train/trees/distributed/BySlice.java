package io.nightjar.spark.train.trees.distributed;

import org.apache.spark.Partitioner;

/**
 * Puts histograms of one slice of columns into one partition, whatever their node, so that a child
 * is found where its parent is. Keys have the node above and the slice below.
 */
final class BySlice extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int count;

  /** As many partitions as slices, or fewer. */
  BySlice(int count) {
    this.count = count;
  }

  static long key(int node, int slice) {
    return (long) node << Integer.SIZE | slice;
  }

  static int node(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  static int slice(long key) {
    return (int) key;
  }

  @Override
  public int numPartitions() {
    return count;
  }

  @Override
  public int getPartition(Object key) {
    return slice((Long) key) % count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BySlice same && same.count == count;
  }

  @Override
  public int hashCode() {
    return count;
  }
}
