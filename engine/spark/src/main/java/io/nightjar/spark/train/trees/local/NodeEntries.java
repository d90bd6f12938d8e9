package io.nightjar.spark.train.trees.local;

import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.NodeRows;
import io.nightjar.kernels.tree.Partition;
import io.nightjar.kernels.tree.TreeKernels;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.grow.Division;
import java.util.Arrays;
import java.util.List;

/** The entries of a tree's rows, each node's beside each other and in the rows' order. */
final class NodeEntries {
  private final TreeKernels kernels;
  private final long[] entries;
  private final long[] left;
  private final long[] right;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private GradientRows rows;

  NodeEntries(int rows, TreeKernels kernels) {
    this.kernels = kernels;
    this.entries = new long[rows];
    this.left = new long[rows];
    this.right = new long[rows];
  }

  long[] array() {
    return entries;
  }

  int from(int node) {
    return from[node];
  }

  int to(int node) {
    return to[node];
  }

  int size(int node) {
    return to[node] - from[node];
  }

  /**
   * Where the entries of a new tree are gathered in pieces, which {@link #close} joins: at once in
   * their place where every row is taken.
   */
  long[] gathering(Taken taken) {
    return taken == Taken.ALL ? entries : left;
  }

  /** Whether a tree takes every row. */
  enum Taken {
    ALL,
    SOME
  }

  /** Joins the first {@code counts[c]} gathered entries of every piece into node 0. */
  void close(Chunks chunks, int[] counts, Taken taken, Workers workers) {
    int[] starts = new int[chunks.count()];
    int total = 0;
    for (int c = 0; c < starts.length; c++) {
      starts[c] = total;
      total += counts[c];
    }
    if (taken == Taken.SOME) {
      workers.forEach(
          starts.length,
          c -> System.arraycopy(left, chunks.from(c), entries, starts[c], counts[c]));
    }
    rows = new GradientRows(entries, total, entries.length);
    from[0] = 0;
    to[0] = total;
  }

  /** The entries of a piece. */
  NodeRows piece(Chunks chunks, int c) {
    return new NodeRows(rows, chunks.from(c), chunks.to(c));
  }

  /** Parts the entries of nodes into those of their children, keeping their order. */
  void divide(List<Division> divisions, BinMatrix bins, Workers workers) {
    Chunks chunks = new Chunks();
    for (int d = 0; d < divisions.size(); d++) {
      int node = divisions.get(d).node();
      chunks.add(d, from[node], to[node]);
    }
    int[] lefts = new int[chunks.count()];
    workers.forEach(
        chunks.count(), c -> lefts[c] = part(divisions.get(chunks.owner(c)), bins, chunks, c));
    int[] leftStarts = new int[chunks.count()];
    int[] rightStarts = new int[chunks.count()];
    place(divisions, chunks, lefts, leftStarts, rightStarts);
    workers.forEach(
        chunks.count(),
        c -> {
          int at = chunks.from(c);
          int rights = chunks.to(c) - at - lefts[c];
          if (!isWhole(divisions.get(chunks.owner(c)), chunks, c)) {
            System.arraycopy(left, at, entries, leftStarts[c], lefts[c]);
          }
          System.arraycopy(right, at, entries, rightStarts[c], rights);
        });
  }

  /** Whether a piece is all of its node, so that what goes left stays where the node starts. */
  private boolean isWhole(Division division, Chunks chunks, int c) {
    return chunks.to(c) - chunks.from(c) == size(division.node());
  }

  private int part(Division division, BinMatrix bins, Chunks chunks, int c) {
    int at = chunks.from(c);
    long[] lefts = isWhole(division, chunks, c) ? entries : left;
    Partition.Sides sides = new Partition.Sides(lefts, at, right, at);
    return kernels.partition(bins.binned(), division.split().binned(), piece(chunks, c), sides);
  }

  private void place(
      List<Division> divisions, Chunks chunks, int[] lefts, int[] leftStarts, int[] rightStarts) {
    int[] next = new int[divisions.size()];
    for (int d = 0; d < next.length; d++) {
      next[d] = from[divisions.get(d).node()];
    }
    for (int c = 0; c < lefts.length; c++) {
      leftStarts[c] = next[chunks.owner(c)];
      next[chunks.owner(c)] += lefts[c];
    }
    for (int d = 0; d < next.length; d++) {
      Division division = divisions.get(d);
      name(division.left().id(), from[division.node()], next[d]);
      name(division.right().id(), next[d], to[division.node()]);
    }
    for (int c = 0; c < lefts.length; c++) {
      rightStarts[c] = next[chunks.owner(c)];
      next[chunks.owner(c)] += chunks.to(c) - chunks.from(c) - lefts[c];
    }
  }

  private void name(int node, int begin, int end) {
    if (node >= from.length) {
      from = Arrays.copyOf(from, 2 * node);
      to = Arrays.copyOf(to, 2 * node);
    }
    from[node] = begin;
    to[node] = end;
  }
}
