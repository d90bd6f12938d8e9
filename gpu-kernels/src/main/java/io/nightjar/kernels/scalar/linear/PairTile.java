package io.nightjar.kernels.scalar.linear;

import java.util.Arrays;

/** Some rows of all entries, an array an entry; both counts are rounded up with zeros. */
public final class PairTile {
  /** Most rows: sixty entries of two tiles fit the second-level cache. */
  public static final int ROWS = 256;

  /** The entries are padded to a multiple. */
  public static final int ENTRIES_TOGETHER = 4;

  /** The rows are padded to a multiple. */
  public static final int ROWS_TOGETHER = 16;

  /** [entries, padded][ROWS], unweighted. */
  public final double[][] left;

  /** [entries, padded][ROWS], weighted; the same as left without weights. */
  public final double[][] right;

  private int rows;

  PairTile(int entries, boolean weighted) {
    int padded = padded(entries);
    left = new double[padded][ROWS];
    right = weighted ? new double[padded][ROWS] : left;
  }

  /** So many entries, rounded up. */
  public static int padded(int entries) {
    return (entries + ENTRIES_TOGETHER - 1) / ENTRIES_TOGETHER * ENTRIES_TOGETHER;
  }

  /** Rows of the tile, rounded up. */
  public int rows() {
    return rows;
  }

  /** Rounds up the rows, of which {@code count} are there. */
  void pad(int count) {
    rows = (count + ROWS_TOGETHER - 1) / ROWS_TOGETHER * ROWS_TOGETHER;
    for (int j = 0; j < left.length; j++) {
      Arrays.fill(left[j], count, rows, 0.0);
      Arrays.fill(right[j], count, rows, 0.0);
    }
  }
}
