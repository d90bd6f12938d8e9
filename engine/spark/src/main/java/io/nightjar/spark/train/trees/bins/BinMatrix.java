package io.nightjar.spark.train.trees.bins;

import io.nightjar.kernels.tree.BinnedRows;
import java.io.Serializable;

/** Binned rows and the bins of their columns. */
public final class BinMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bins bins;
  private final BinnedRows binned;

  /** Room for some rows; bins are put by {@link #put}, then {@link #pack packed}. */
  public BinMatrix(int rows, Bins bins) {
    this.bins = bins;
    this.binned = new BinnedRows(rows, bins.width());
  }

  /** How many rows. */
  public int rows() {
    return binned.rows();
  }

  /** The bins of the columns. */
  public Bins bins() {
    return bins;
  }

  /** The rows as kernels take them. */
  public BinnedRows binned() {
    return binned;
  }

  /** A cell's bin. */
  public int bin(int column, int row) {
    return binned.bin(column, row);
  }

  /** Bins the numbers of one column into the rows from {@code at} on; once for each cell. */
  public void put(int column, float[] numbers, int at, int count) {
    bins.column(column).bins(numbers, count, binned.column(column), at);
  }

  /** Makes some rows ready to be grown on, once all their cells are put. */
  public void pack(int from, int to) {
    binned.pack(from, to);
  }
}
