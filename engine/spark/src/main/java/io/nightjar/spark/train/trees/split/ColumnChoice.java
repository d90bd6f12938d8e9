package io.nightjar.spark.train.trees.split;

import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;
import java.util.Arrays;

/** Which columns a tree's nodes may split on. */
public final class ColumnChoice implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ofTree;
  private final double byNode;
  private final int width;
  private final long purpose;

  private ColumnChoice(int[] ofTree, double byNode, int width, long purpose) {
    this.ofTree = ofTree;
    this.byNode = byNode;
    this.width = width;
    this.purpose = purpose;
  }

  /** The choice of one tree. */
  public static ColumnChoice of(Sampling sampling, TreeId tree, int width) {
    long purpose = sampling.purpose(tree);
    int[] all = new int[width];
    Arrays.setAll(all, j -> j);
    return new ColumnChoice(
        chosen(all, sampling.columnsByTree(), purpose), sampling.columnsByNode(), width, purpose);
  }

  /** One flag a column. */
  boolean[] of(int node) {
    boolean[] flags = new boolean[width];
    for (int column : chosen(ofTree, byNode, KeyHash.mix(purpose, node + 1L))) {
      flags[column] = true;
    }
    return flags;
  }

  /** The columns of the least hashes, one at least. */
  private static int[] chosen(int[] columns, double share, long purpose) {
    int count = Math.min(columns.length, Math.max(1, (int) Math.rint(share * columns.length)));
    if (count == columns.length) {
      return columns;
    }
    long[] hashes = new long[columns.length];
    Arrays.setAll(hashes, i -> KeyHash.mix(columns[i] + 1L, purpose));
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long last = sorted[count - 1];
    return Arrays.stream(columns).filter(j -> KeyHash.mix(j + 1L, purpose) <= last).toArray();
  }
}
