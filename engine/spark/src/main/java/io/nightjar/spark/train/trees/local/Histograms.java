package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.trees.split.SplitFinder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The histograms of a tree's open nodes; arrays are used again for later nodes. */
final class Histograms {
  /** What open nodes' histograms may take; beyond it they are summed anew when asked for. */
  private static final long MOST_BYTES = 256L << 20;

  private final int length;
  private final Map<Integer, long[]> byNode = new HashMap<>();
  private final Deque<long[]> spare = new ArrayDeque<>();

  Histograms(int columns) {
    this.length = columns * SplitFinder.SUMS;
  }

  /** Whether there is no room to keep more for later. */
  boolean full() {
    return (long) byNode.size() * length * Long.BYTES > MOST_BYTES;
  }

  boolean has(int node) {
    return byNode.containsKey(node);
  }

  /** A histogram of zeros for a node: [columns][{@link SplitFinder#SUMS}]. */
  long[] zeros(int node) {
    long[] histogram = spare.isEmpty() ? new long[length] : spare.pop();
    Arrays.fill(histogram, 0);
    byNode.put(node, histogram);
    return histogram;
  }

  /** Hands a node's histogram to one of its children. */
  long[] inherit(int parent, int child) {
    long[] histogram = byNode.remove(parent);
    byNode.put(child, histogram);
    return histogram;
  }

  void release(int node) {
    long[] histogram = byNode.remove(node);
    if (histogram != null) {
      spare.push(histogram);
    }
  }

  void releaseAll() {
    spare.addAll(byNode.values());
    byNode.clear();
  }
}
