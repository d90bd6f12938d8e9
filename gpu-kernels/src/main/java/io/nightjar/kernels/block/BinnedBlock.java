package io.nightjar.kernels.block;

import java.io.Serializable;

/**
 * A block of binned columns, [columns][rows] of unsigned bytes: each feature's value as the number
 * of its bin, or {@link #MISSING}. What trees are grown from, and scored on.
 *
 * <p>The arrays are borrowed and must not change once a kernel has seen the block: its copy on a
 * device is made once.
 */
public final class BinnedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The bin of a missing value; read a bin as {@code bytes[row] & 0xff}. */
  public static final int MISSING = 255;

  /** Most bins of a column, beside the missing one. */
  public static final int MAX_BINS = 255;

  /** Bins that every column has room for, the missing one included. */
  public static final int SLOTS = 256;

  private final int rows;
  private final byte[][] columns;
  private final int[] bins;

  /**
   * A block over borrowed arrays.
   *
   * @param rows how many bins of each array count, 0..{@link FeatureBlock#MAX_ROWS}
   * @param columns [columns][at least rows], each an unsigned byte less than its column's number of
   *     bins, or {@link #MISSING}
   * @param bins number of bins of each column, 1..{@link #MAX_BINS}, the missing one not counted
   * @throws IllegalArgumentException if rows is out of range, an array is shorter, a number of bins
   *     is out of range, or a row's bin is one that its column does not have
   */
  public BinnedBlock(int rows, byte[][] columns, int[] bins) {
    ArgumentChecks.rows(rows);
    ArgumentChecks.length("bins", bins.length, columns.length);
    for (int j = 0; j < columns.length; j++) {
      ArgumentChecks.within("the number of bins of column " + j, bins[j], 1, MAX_BINS);
      ArgumentChecks.column(j, columns[j].length, rows);
      requireBins(j, columns[j], rows, bins[j]);
    }
    this.rows = rows;
    this.columns = columns;
    this.bins = bins;
  }

  /** The largest first, without a branch a row, because a block may have a hundred million bins. */
  private static void requireBins(int column, byte[] values, int rows, int bins) {
    int greatest = -1;
    for (int i = 0; i < rows; i++) {
      // Adding one to the byte takes the missing bin to 0 and bin b to b + 1.
      greatest = Math.max(greatest, (values[i] + 1) & 0xff);
    }
    if (greatest > bins) {
      throw wrongBin(column, values, rows, bins);
    }
  }

  private static IllegalArgumentException wrongBin(int column, byte[] values, int rows, int bins) {
    int row = 0;
    while (row < rows - 1 && ((values[row] + 1) & 0xff) <= bins) {
      row++;
    }
    return new IllegalArgumentException(
        "column "
            + column
            + ", row "
            + row
            + " is in bin "
            + (values[row] & 0xff)
            + "; must be 0.."
            + (bins - 1)
            + ", or "
            + MISSING
            + " where missing");
  }

  /** How many rows, 0..{@link FeatureBlock#MAX_ROWS}. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns.length;
  }

  /** Number of bins of a column, 1..{@link #MAX_BINS}, the missing one not counted. */
  public int bins(int column) {
    return bins[column];
  }

  /** The array of one column, borrowed; its first {@link #rows()} bytes count. */
  public byte[] column(int index) {
    return columns[index];
  }

  /** The arrays of all columns, borrowed. */
  public byte[][] arrays() {
    return columns;
  }
}
