package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;

/** The bins of all columns. */
public final class Bins implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnBins[] columns;

  /** Bins of columns, in their order; copied. */
  public Bins(ColumnBins[] columns) {
    this.columns = columns.clone();
  }

  /** How many columns. */
  public int width() {
    return columns.length;
  }

  /** One column's. */
  public ColumnBins column(int index) {
    return columns[index];
  }
}
