package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.BinnedBlock;

/**
 * A split of rows by the bins of one column.
 *
 * @param column which
 * @param left the bins that go left, a set of 256 bits: bin b is bit b mod 64 of word b / 64, the
 *     missing one among them; borrowed
 */
public record BinnedSplit(int column, long[] left) {
  private static final int WORDS = BinnedBlock.SLOTS / Long.SIZE;

  /**
   * Checks the set's length.
   *
   * @throws IllegalArgumentException if it is not four words, or the column is negative
   */
  public BinnedSplit {
    ArgumentChecks.within("the column", column, 0, Integer.MAX_VALUE);
    ArgumentChecks.length("the set of bins", left.length, WORDS);
  }

  /** Bins up to a threshold go left; where missing values go has been learnt. */
  public static BinnedSplit numeric(int column, int threshold, MissingGoes missing) {
    ArgumentChecks.within("the threshold", threshold, 0, BinnedBlock.MISSING - 1L);
    long[] left = new long[WORDS];
    for (int bin = 0; bin <= threshold; bin++) {
      add(left, bin);
    }
    if (missing == MissingGoes.LEFT) {
      add(left, BinnedBlock.MISSING);
    }
    return new BinnedSplit(column, left);
  }

  /** The bins of a set go left: categories, and {@link BinnedBlock#MISSING} if it is in the set. */
  public static BinnedSplit categorical(int column, long[] left) {
    return new BinnedSplit(column, left);
  }

  private static void add(long[] set, int bin) {
    set[bin / Long.SIZE] |= 1L << (bin % Long.SIZE);
  }

  /** Whether a bin goes left. */
  public boolean goesLeft(int bin) {
    return (left[bin / Long.SIZE] >>> (bin % Long.SIZE) & 1) != 0;
  }
}
