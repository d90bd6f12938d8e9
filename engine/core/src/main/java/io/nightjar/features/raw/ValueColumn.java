package io.nightjar.features.raw;

/** Booleans, strings, dates or moments, by row. */
public final class ValueColumn implements RawColumn {
  private final Object[] values;

  /** A column with room for {@code capacity} rows, all null. */
  public ValueColumn(int capacity) {
    values = new Object[capacity];
  }

  /** Puts one row's raw value; null for none. */
  public void set(int row, Object value) {
    values[row] = value;
  }

  @Override
  public Object value(int row) {
    return values[row];
  }
}
