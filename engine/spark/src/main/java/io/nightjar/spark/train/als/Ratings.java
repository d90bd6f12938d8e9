package io.nightjar.spark.train.als;

import java.io.Serializable;
import java.util.Arrays;

/** Some ratings, each a row's place, a column's place and a value, in arrays that grow. */
final class Ratings implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST = 256;

  private int[] rows = new int[FIRST];
  private int[] columns = new int[FIRST];
  private float[] values = new float[FIRST];
  private int size;

  void add(int row, int column, float value) {
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

  int size() {
    return size;
  }

  int row(int at) {
    return rows[at];
  }

  int column(int at) {
    return columns[at];
  }

  float value(int at) {
    return values[at];
  }

  /** The same without room for more. */
  Ratings trimmed() {
    rows = Arrays.copyOf(rows, size);
    columns = Arrays.copyOf(columns, size);
    values = Arrays.copyOf(values, size);
    return this;
  }
}
