package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.block.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.split.Split;
import java.util.Arrays;
import java.util.List;

/** The entries of a tree's rows, each node's beside each other and in the rows' order. */
final class NodeEntries {
  private static final int BYTE = 0xff;

  private final long[] entries;
  private final long[] left;
  private final long[] right;
  private int[] from = new int[64];
  private int[] to = new int[64];

  NodeEntries(int rows) {
    this.entries = new long[rows];
    this.left = new long[rows];
    this.right = new long[rows];
  }

  long[] array() {
    return entries;
  }

  /** Node 0 holds the first {@code count} entries. */
  void reset(int count) {
    from[0] = 0;
    to[0] = count;
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

  /** Where the entries of a new tree are gathered in pieces, which {@link #close} joins. */
  long[] gathering() {
    return left;
  }

  /** Joins the first {@code counts[c]} gathered entries of every piece into node 0. */
  void close(Chunks chunks, int[] counts, Workers workers) {
    int[] starts = new int[chunks.count()];
    int total = 0;
    for (int c = 0; c < starts.length; c++) {
      starts[c] = total;
      total += counts[c];
    }
    workers.forEach(
        starts.length, c -> System.arraycopy(left, chunks.from(c), entries, starts[c], counts[c]));
    reset(total);
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
        chunks.count(),
        c ->
            lefts[c] =
                part(divisions.get(chunks.owner(c)).split(), bins, chunks.from(c), chunks.to(c)));
    int[] leftStarts = new int[chunks.count()];
    int[] rightStarts = new int[chunks.count()];
    place(divisions, chunks, lefts, leftStarts, rightStarts);
    workers.forEach(
        chunks.count(),
        c -> {
          int at = chunks.from(c);
          int rights = chunks.to(c) - at - lefts[c];
          System.arraycopy(left, at, entries, leftStarts[c], lefts[c]);
          System.arraycopy(right, at, entries, rightStarts[c], rights);
        });
  }

  private int part(Split split, BinMatrix bins, int begin, int end) {
    long[] group = bins.group(split.column() / BinMatrix.GROUP);
    int shift = split.column() % BinMatrix.GROUP * Byte.SIZE;
    byte[] goes = new byte[BYTE + 1];
    for (int bin = 0; bin <= BYTE; bin++) {
      goes[bin] = (byte) (split.goesLeft(bin) ? 1 : 0);
    }
    int lefts = begin;
    int rights = begin;
    for (int i = begin; i < end; i++) {
      long entry = entries[i];
      int isLeft = goes[(int) (group[(int) entry] >>> shift) & BYTE];
      left[lefts] = entry;
      right[rights] = entry;
      lefts += isLeft;
      rights += 1 - isLeft;
    }
    return lefts - begin;
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
