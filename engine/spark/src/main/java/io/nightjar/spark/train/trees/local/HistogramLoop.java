package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.objective.RowRange;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.util.Arrays;

/**
 * Adds rows into the histogram of a group of columns. An entry holds a row's coarse g in its upper
 * 16 bits, its coarse h in the next 16, and the row below. Both are added at once, as a long of g
 * above and h below; {@link Chunks#ROWS} rows can't make one run into the other.
 */
final class HistogramLoop {
  private static final int BYTE = 0xff;
  private static final int C = SplitFinder.CELLS;
  private static final int HALF = BinMatrix.GROUP / 2;
  private static final int SHORT_MASK = 0xffff;
  private static final long INT_MASK = 0xffffffffL;

  private final long[] packed = new long[BinMatrix.GROUP * C];

  static long entry(int first, int second, int row) {
    return (long) first << 48 | (long) second << Integer.SIZE | row;
  }

  static int row(long entry) {
    return (int) entry;
  }

  /** The coarse sums of some entries. */
  static GradientSums sums(long[] entries, int from, int to) {
    long first = 0;
    long second = 0;
    for (int i = from; i < to; i++) {
      first += entries[i] >> 48;
      second += entries[i] >>> Integer.SIZE & SHORT_MASK;
    }
    return new GradientSums(first, second);
  }

  /** Adds a range of entries, at most {@link Chunks#ROWS} of them, into a histogram. */
  void add(long[] entries, RowRange range, long[] bins, int columns, long[] histogram) {
    int from = range.from();
    int to = range.to();
    boolean few = columns <= HALF;
    int cells = few ? HALF * C : BinMatrix.GROUP * C;
    Arrays.fill(packed, 0, cells, 0);
    if (few) {
      addFour(entries, from, to, bins, packed);
    } else {
      addEight(entries, from, to, bins, packed);
    }
    synchronized (histogram) {
      for (int cell = 0; cell < cells; cell++) {
        histogram[cell] += packed[cell] >> Integer.SIZE;
        histogram[SplitFinder.SECOND + cell] += packed[cell] & INT_MASK;
      }
    }
  }

  private static void addEight(long[] entries, int from, int to, long[] bins, long[] sums) {
    for (int i = from; i < to; i++) {
      long e = entries[i];
      long b = bins[(int) e];
      long p = (e >> 48 << Integer.SIZE) + (e >>> Integer.SIZE & SHORT_MASK);
      int low = (int) b;
      int high = (int) (b >>> Integer.SIZE);
      sums[low & BYTE] += p;
      sums[C + (low >>> 8 & BYTE)] += p;
      sums[2 * C + (low >>> 16 & BYTE)] += p;
      sums[3 * C + (low >>> 24)] += p;
      sums[4 * C + (high & BYTE)] += p;
      sums[5 * C + (high >>> 8 & BYTE)] += p;
      sums[6 * C + (high >>> 16 & BYTE)] += p;
      sums[7 * C + (high >>> 24)] += p;
    }
  }

  private static void addFour(long[] entries, int from, int to, long[] bins, long[] sums) {
    for (int i = from; i < to; i++) {
      long e = entries[i];
      int low = (int) bins[(int) e];
      long p = (e >> 48 << Integer.SIZE) + (e >>> Integer.SIZE & SHORT_MASK);
      sums[low & BYTE] += p;
      sums[C + (low >>> 8 & BYTE)] += p;
      sums[2 * C + (low >>> 16 & BYTE)] += p;
      sums[3 * C + (low >>> 24)] += p;
    }
  }
}
