package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * A tree's rows, each with its quantised gradient g and hessian h in one long: g signed in the
 * upper 16 bits, −32768..32767; h in the next 16, 0..32767; the row's number in the lower 32. What
 * a unit of g or h is worth is the caller's affair. Sums of them are exact whatever their order, so
 * a tree is the same bits on every backend.
 *
 * <p>A partition moves the longs, so that a node's are beside each other and are read in one
 * stream; it changes none.
 */
public final class GradientRows {
  /** Greatest gradient, and greatest hessian. */
  public static final int GREATEST = Short.MAX_VALUE;

  private static final int GRADIENT_SHIFT = 48;
  private static final int HESSIAN_MASK = 0xffff;
  private static final int HESSIAN_SIGN = 16;

  private final long[] entries;
  private final int count;
  private final int rows;

  /**
   * Rows over a borrowed array, of which only partitions move entries from here on.
   *
   * @param entries as {@link #entry} gives them
   * @param count how many of them count, each row once at most
   * @param rows how many rows there are to point at
   * @throws IllegalArgumentException naming the first entry whose row or hessian is out of range
   */
  public GradientRows(long[] entries, int count, int rows) {
    ArgumentChecks.within("the number of entries", count, 0, Math.min(entries.length, rows));
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      int row = (int) entries[i];
      // Negative where the row is less than 0, or beyond the last, or the hessian has its 16th bit.
      wrong |= row | (rows - 1 - row) | (int) (entries[i] >>> HESSIAN_SIGN);
    }
    for (int i = 0; wrong < 0 && i < count; i++) {
      ArgumentChecks.within("the row of entry " + i, row(entries[i]), 0, rows - 1L);
      ArgumentChecks.within("the hessian of entry " + i, hessian(entries[i]), 0, GREATEST);
    }
    this.entries = entries;
    this.count = count;
    this.rows = rows;
  }

  /**
   * One row's entry; the caller sees to it that the numbers are in range, and the constructor that
   * they were.
   */
  public static long entry(int gradient, int hessian, int row) {
    return (long) gradient << GRADIENT_SHIFT | (long) hessian << Integer.SIZE | row;
  }

  /** g of an entry. */
  public static int gradient(long entry) {
    return (int) (entry >> GRADIENT_SHIFT);
  }

  /** h of an entry. */
  public static int hessian(long entry) {
    return (int) (entry >>> Integer.SIZE) & HESSIAN_MASK;
  }

  /** The row of an entry. */
  public static int row(long entry) {
    return (int) entry;
  }

  /** How many entries count. */
  public int count() {
    return count;
  }

  /** How many rows there are to point at. */
  public int rows() {
    return rows;
  }

  /** The entries, borrowed. */
  public long[] entries() {
    return entries;
  }
}
