package io.nightjar.kernels.block;

import java.io.Serializable;

/**
 * A block of float64 columns, [columns][rows], for ill-conditioned tables; it runs on the JVM's
 * backends only.
 */
public final class DoubleColumnBlock implements FeatureBlock, Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final double[][] columns;
  private transient volatile boolean finite;

  /**
   * A block over borrowed arrays.
   *
   * @param rows how many values of each array count, 0..{@link FeatureBlock#MAX_ROWS}
   * @param columns [columns][at least rows]
   * @throws IllegalArgumentException if rows is out of range or an array is shorter
   */
  public DoubleColumnBlock(int rows, double[][] columns) {
    ArgumentChecks.rows(rows);
    for (int j = 0; j < columns.length; j++) {
      ArgumentChecks.column(j, columns[j].length, rows);
    }
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns.length;
  }

  /** The array of one column, borrowed; its first {@link #rows()} values count. */
  public double[] column(int index) {
    return columns[index];
  }

  /** The arrays of all columns, borrowed. */
  public double[][] arrays() {
    return columns;
  }

  @Override
  public void requireFinite() {
    if (finite) {
      return;
    }
    for (int j = 0; j < columns.length; j++) {
      ArgumentChecks.finite(j, columns[j], rows);
    }
    finite = true;
  }
}
