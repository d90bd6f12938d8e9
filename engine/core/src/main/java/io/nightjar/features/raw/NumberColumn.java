package io.nightjar.features.raw;

import io.nightjar.features.ColumnType;
import java.util.Arrays;

/**
 * Numbers by row, each as the double that models compute with. A null is NaN among them, and is
 * told from a NaN that was there by {@link #isNull}.
 */
public final class NumberColumn implements RawColumn {
  private final ColumnType type;
  private final double[] values;
  private final boolean[] nulls;

  /** Of LONG alone: beyond 2⁵³ a double doesn't hold them. */
  private final long[] longs;

  /**
   * A column with room for some rows.
   *
   * @param type INT, LONG, FLOAT or DOUBLE
   * @param capacity most rows
   */
  public NumberColumn(ColumnType type, int capacity) {
    if (!type.isNumeric()) {
      throw new IllegalArgumentException(
          "a column of numbers is of type " + type.text() + "; must be int, long, float or double");
    }
    this.type = type;
    this.values = new double[capacity];
    this.nulls = new boolean[capacity];
    this.longs = type == ColumnType.LONG ? new long[capacity] : null;
  }

  /** INT, LONG, FLOAT or DOUBLE. */
  public ColumnType type() {
    return type;
  }

  /** By row; NaN for a null. Borrowed: to be read up to the batch's rows. */
  public double[] values() {
    return values;
  }

  /** Of a LONG column, by row; borrowed. */
  public long[] longs() {
    return longs;
  }

  /** Whether the row has no value. */
  public boolean isNull(int row) {
    return nulls[row];
  }

  /** Puts one row's number; of a LONG column by {@link #setLong}. */
  public void set(int row, double value) {
    values[row] = value;
    nulls[row] = false;
  }

  /** Puts one row's number in a LONG column. */
  public void setLong(int row, long value) {
    longs[row] = value;
    set(row, (double) value);
  }

  /** Puts null in one row. */
  public void setNull(int row) {
    values[row] = Double.NaN;
    nulls[row] = true;
  }

  /** Says that {@code rows} from {@code first} on, put into {@link #values}, are no nulls. */
  public void present(int first, int rows) {
    Arrays.fill(nulls, first, first + rows, false);
  }

  @Override
  public Object value(int row) {
    if (nulls[row]) {
      return null;
    }
    return switch (type) {
      case INT -> (Object) (int) values[row];
      case LONG -> longs[row];
      case FLOAT -> (float) values[row];
      default -> values[row];
    };
  }
}
