package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;

/**
 * Binned rows, eight columns in the bytes of a long: [groups][rows]. A histogram reads a row's bins
 * of eight columns at once, and deep nodes, whose rows lie far apart, touch an eighth of the cache
 * lines.
 */
public final class BinMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of a group. */
  public static final int GROUP = 8;

  private static final int BYTE = 0xff;

  private final int rows;
  private final Bins bins;
  private final long[][] groups;

  /** Room for some rows; bins are put by {@link #put}. */
  public BinMatrix(int rows, Bins bins) {
    this.rows = rows;
    this.bins = bins;
    this.groups = new long[(bins.width() + GROUP - 1) / GROUP][rows];
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** The bins of the columns. */
  public Bins bins() {
    return bins;
  }

  /** How many groups of columns. */
  public int groups() {
    return groups.length;
  }

  /** A group's rows, borrowed: column {@code 8·group + k} in byte k. */
  public long[] group(int index) {
    return groups[index];
  }

  /** How many columns a group has, 1..8. */
  public int columns(int group) {
    return Math.min(GROUP, bins.width() - GROUP * group);
  }

  /** A cell's bin. */
  public int bin(int column, int row) {
    return (int) (groups[column >> 3][row] >>> ((column & 7) << 3)) & BYTE;
  }

  /** Bins the numbers of one column into the rows from {@code at} on; once for each cell. */
  public void put(int column, float[] numbers, int at, int count) {
    long[] group = groups[column >> 3];
    int shift = (column & 7) << 3;
    ColumnBins how = bins.column(column);
    for (int i = 0; i < count; i++) {
      group[at + i] |= (long) how.bin(numbers[i]) << shift;
    }
  }

  /**
   * Fills the bytes that no column uses with varied bins: sums of such a byte go nowhere, but if
   * all went to one cell each addition would wait for the one before.
   */
  public void fillSpare() {
    for (int k = bins.width(); k < GROUP * groups.length; k++) {
      long[] group = groups[k >> 3];
      int shift = (k & 7) << 3;
      for (int row = 0; row < rows; row++) {
        group[row] |= (long) (row & BYTE) << shift;
      }
    }
  }
}
