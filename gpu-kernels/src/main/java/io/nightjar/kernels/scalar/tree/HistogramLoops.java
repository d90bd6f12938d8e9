package io.nightjar.kernels.scalar.tree;

import static io.nightjar.kernels.block.BinnedBlock.SLOTS;

/**
 * The loops of {@link PackedHistogram}, over one, four or eight columns at a time, so that a row's
 * gradient is loaded once for all of them and equal bins of rows that follow each other lie some
 * additions apart. Each makes its sums itself, because the compiler then knows their length and
 * leaves out the checks of their bounds.
 */
final class HistogramLoops {
  private HistogramLoops() {}

  /** Sums of {@code width} columns from entry q on, [width][256] packed pairs. */
  static long[] sums(Task t, int q, int width, int from, int to) {
    if (t.rows == null) {
      return switch (width) {
        case 8 -> eight(t, q, from, to);
        case 4 -> four(t, q, from, to);
        default -> one(t, q, from, to);
      };
    }
    return switch (width) {
      case 8 -> eightListed(t, q, from, to);
      case 4 -> fourListed(t, q, from, to);
      default -> oneListed(t, q, from, to);
    };
  }

  /** g in the high half, h in the low one. */
  private static long spread(int pair) {
    return (long) (pair >> 16) << 32 | (pair & 0xffff);
  }

  private static long[] eight(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    byte[] b = t.column(q + 1);
    byte[] c = t.column(q + 2);
    byte[] d = t.column(q + 3);
    byte[] e = t.column(q + 4);
    byte[] f = t.column(q + 5);
    byte[] g = t.column(q + 6);
    byte[] h = t.column(q + 7);
    long[] sums = new long[8 * SLOTS];
    int[] pairs = t.pairs;
    for (int i = from; i < to; i++) {
      long pair = spread(pairs[i]);
      sums[a[i] & 0xff] += pair;
      sums[(b[i] & 0xff) + SLOTS] += pair;
      sums[(c[i] & 0xff) + 2 * SLOTS] += pair;
      sums[(d[i] & 0xff) + 3 * SLOTS] += pair;
      sums[(e[i] & 0xff) + 4 * SLOTS] += pair;
      sums[(f[i] & 0xff) + 5 * SLOTS] += pair;
      sums[(g[i] & 0xff) + 6 * SLOTS] += pair;
      sums[(h[i] & 0xff) + 7 * SLOTS] += pair;
    }
    return sums;
  }

  private static long[] eightListed(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    byte[] b = t.column(q + 1);
    byte[] c = t.column(q + 2);
    byte[] d = t.column(q + 3);
    byte[] e = t.column(q + 4);
    byte[] f = t.column(q + 5);
    byte[] g = t.column(q + 6);
    byte[] h = t.column(q + 7);
    long[] sums = new long[8 * SLOTS];
    int[] pairs = t.pairs;
    int[] rows = t.rows;
    for (int i = from; i < to; i++) {
      int r = rows[i];
      long pair = spread(pairs[r]);
      sums[a[r] & 0xff] += pair;
      sums[(b[r] & 0xff) + SLOTS] += pair;
      sums[(c[r] & 0xff) + 2 * SLOTS] += pair;
      sums[(d[r] & 0xff) + 3 * SLOTS] += pair;
      sums[(e[r] & 0xff) + 4 * SLOTS] += pair;
      sums[(f[r] & 0xff) + 5 * SLOTS] += pair;
      sums[(g[r] & 0xff) + 6 * SLOTS] += pair;
      sums[(h[r] & 0xff) + 7 * SLOTS] += pair;
    }
    return sums;
  }

  private static long[] four(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    byte[] b = t.column(q + 1);
    byte[] c = t.column(q + 2);
    byte[] d = t.column(q + 3);
    long[] sums = new long[4 * SLOTS];
    int[] pairs = t.pairs;
    for (int i = from; i < to; i++) {
      long pair = spread(pairs[i]);
      sums[a[i] & 0xff] += pair;
      sums[(b[i] & 0xff) + SLOTS] += pair;
      sums[(c[i] & 0xff) + 2 * SLOTS] += pair;
      sums[(d[i] & 0xff) + 3 * SLOTS] += pair;
    }
    return sums;
  }

  private static long[] fourListed(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    byte[] b = t.column(q + 1);
    byte[] c = t.column(q + 2);
    byte[] d = t.column(q + 3);
    long[] sums = new long[4 * SLOTS];
    int[] pairs = t.pairs;
    int[] rows = t.rows;
    for (int i = from; i < to; i++) {
      int r = rows[i];
      long pair = spread(pairs[r]);
      sums[a[r] & 0xff] += pair;
      sums[(b[r] & 0xff) + SLOTS] += pair;
      sums[(c[r] & 0xff) + 2 * SLOTS] += pair;
      sums[(d[r] & 0xff) + 3 * SLOTS] += pair;
    }
    return sums;
  }

  private static long[] one(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    long[] sums = new long[SLOTS];
    int[] pairs = t.pairs;
    for (int i = from; i < to; i++) {
      long pair = spread(pairs[i]);
      sums[a[i] & 0xff] += pair;
    }
    return sums;
  }

  private static long[] oneListed(Task t, int q, int from, int to) {
    byte[] a = t.column(q);
    long[] sums = new long[SLOTS];
    int[] pairs = t.pairs;
    int[] rows = t.rows;
    for (int i = from; i < to; i++) {
      int r = rows[i];
      long pair = spread(pairs[r]);
      sums[a[r] & 0xff] += pair;
    }
    return sums;
  }

  /** What is summed: rows of some columns. */
  static final class Task {
    final byte[][] x;
    final int[] columns;
    final int[] pairs;

    /** Indices of rows; null for rows in their order. */
    final int[] rows;

    Task(byte[][] x, int[] columns, int[] pairs, int[] rows) {
      this.x = x;
      this.columns = columns;
      this.pairs = pairs;
      this.rows = rows;
    }

    byte[] column(int q) {
      return x[columns[q]];
    }
  }
}
