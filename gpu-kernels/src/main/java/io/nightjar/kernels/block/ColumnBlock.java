package io.nightjar.kernels.block;

import java.io.Serializable;

/**
 * A block of float32 columns, [columns][rows]: what Parquet's vectorised reader gives and what the
 * JVM and a GPU are fastest with.
 */
public final class ColumnBlock implements FeatureBlock, Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final float[][] columns;
  private transient volatile boolean finite;

  /**
   * A block over borrowed arrays.
   *
   * @param rows how many values of each array count, 0..{@link FeatureBlock#MAX_ROWS}
   * @param columns [columns][at least rows]
   * @throws IllegalArgumentException if rows is out of range or an array is shorter
   */
  public ColumnBlock(int rows, float[][] columns) {
    ArgumentChecks.rows(rows);
    for (int j = 0; j < columns.length; j++) {
      ArgumentChecks.column(j, columns[j].length, rows);
    }
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * The same of values that whoever made them knows to be finite: they are not looked at.
   *
   * @throws IllegalArgumentException if rows is out of range or an array is shorter
   */
  public static ColumnBlock ofFinite(int rows, float[][] columns) {
    ColumnBlock block = new ColumnBlock(rows, columns);
    block.finite = true;
    return block;
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
  public float[] column(int index) {
    return columns[index];
  }

  /** The arrays of all columns, borrowed. */
  public float[][] arrays() {
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
