package io.nightjar.spark.train.als.ratings;

import java.io.Serializable;
import java.util.Arrays;

/** Some ratings, each a row's place, a column's place and a value, in arrays that grow. */
public final class Ratings implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST = 256;

  private int[] rows = new int[FIRST];
  private int[] columns = new int[FIRST];
  private float[] values = new float[FIRST];
  private int size;

  /** Adds one. */
  public void add(int row, int column, float value) {
    if (size == values.length) {
      // Twice as many, up to what an array holds.
      int room = (int) Math.min(2L * size, Integer.MAX_VALUE - 8);
      rows = Arrays.copyOf(rows, room);
      columns = Arrays.copyOf(columns, room);
      values = Arrays.copyOf(values, room);
    }
    rows[size] = row;
    columns[size] = column;
    values[size++] = value;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** A rating's row. */
  public int row(int at) {
    return rows[at];
  }

  /** A rating's column. */
  public int column(int at) {
    return columns[at];
  }

  /** A rating's value. */
  public float value(int at) {
    return values[at];
  }

  /**
   * Puts other rows and columns in the place of these.
   *
   * @param rowBy the new row by the old one
   * @param columnBy the new column by the old one
   */
  void renumber(int[] rowBy, int[] columnBy) {
    for (int t = 0; t < size; t++) {
      rows[t] = rowBy[rows[t]];
      columns[t] = columnBy[columns[t]];
    }
  }

  /** The same without room for more. */
  public Ratings trimmed() {
    rows = Arrays.copyOf(rows, size);
    columns = Arrays.copyOf(columns, size);
    values = Arrays.copyOf(values, size);
    return this;
  }
}
