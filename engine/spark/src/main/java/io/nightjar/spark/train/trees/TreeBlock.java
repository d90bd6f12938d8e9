package io.nightjar.spark.train.trees;

import io.nightjar.spark.train.block.RowRole;
import java.io.Serializable;

/** Some encoded rows; a class of arrays, because Kryo takes no records to disk. */
final class TreeBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowRole role;
  private final float[][] columns;
  private final double[] labels;
  private final double[] weights;
  private final long[] keys;

  /** A block over borrowed arrays. */
  TreeBlock(RowRole role, float[][] columns, double[] labels, double[] weights, long[] keys) {
    this.role = role;
    this.columns = columns;
    this.labels = labels;
    this.weights = weights;
    this.keys = keys;
  }

  RowRole role() {
    return role;
  }

  int rows() {
    return labels.length;
  }

  float[] column(int index) {
    return columns[index];
  }

  double[] labels() {
    return labels;
  }

  /** Null where all weigh 1. */
  double[] weights() {
    return weights;
  }

  long[] keys() {
    return keys;
  }
}
