package io.nightjar.kernels.block;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A block of which only the values that are not 0 are kept, row by row (compressed sparse rows):
 * memory grows with those, not with the columns. It runs on the JVM's backends only.
 */
public final class SparseBlock implements FeatureBlock, Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int columns;
  private final int[] offsets;
  private final int[] places;
  private final float[] values;
  private transient volatile boolean finite;

  /**
   * A block over borrowed arrays.
   *
   * @param columns how many columns, 0 or more
   * @param offsets [rows + 1]: where each row starts in the other two, the first 0, and where the
   *     last ends
   * @param places the columns of the values, ascending in a row
   * @param values of them, float32; a 0 may be kept as any other value
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public SparseBlock(int columns, int[] offsets, int[] places, float[] values) {
    ArgumentChecks.within("columns", columns, 0, Integer.MAX_VALUE - 1);
    ArgumentChecks.atLeast("offsets", offsets.length, 1);
    ArgumentChecks.rows(offsets.length - 1);
    ArgumentChecks.within("offset 0", offsets[0], 0, 0);
    this.rows = offsets.length - 1;
    this.columns = columns;
    for (int row = 0; row < rows; row++) {
      ArgumentChecks.within(
          "offset " + (row + 1), offsets[row + 1], offsets[row], Integer.MAX_VALUE);
    }
    ArgumentChecks.atLeast("places", places.length, offsets[rows]);
    ArgumentChecks.atLeast("values", values.length, offsets[rows]);
    for (int row = 0; row < rows; row++) {
      requireAscending(row, places, offsets[row], offsets[row + 1], columns);
    }
    this.offsets = offsets;
    this.places = places;
    this.values = values;
  }

  private static void requireAscending(int row, int[] places, int from, int to, int columns) {
    int least = 0;
    for (int k = from; k < to; k++) {
      if (places[k] < least || places[k] >= columns) {
        throw new IllegalArgumentException(
            "row %d has a value in column %d; must be %d..%d, ascending in a row"
                .formatted(row, places[k], least, columns - 1));
      }
      least = places[k] + 1;
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** Where each row starts in the other two arrays, and where the last ends; borrowed. */
  public int[] offsets() {
    return offsets;
  }

  /** The columns of the values, ascending in a row; borrowed. */
  public int[] places() {
    return places;
  }

  /** The values, row by row; borrowed. */
  public float[] values() {
    return values;
  }

  /** The value of a row in a column, 0 where none is kept; by a search in the row. */
  public float value(int row, int column) {
    int k = Arrays.binarySearch(places, offsets[row], offsets[row + 1], column);
    return k < 0 ? 0 : values[k];
  }

  /** Numbers that the block holds. */
  public long cells() {
    return offsets[rows];
  }

  @Override
  public void requireFinite() {
    if (finite) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        if (!Float.isFinite(values[k])) {
          throw ArgumentChecks.notFinite(places[k], row, values[k]);
        }
      }
    }
    finite = true;
  }
}
