package io.nightjar.features.design;

import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;

/** Design columns that a batch is encoded into; each array holds one column, by row. */
interface DesignWriter {

  /** Writes one column's first {@code rows} numbers. */
  void write(int column, double[] values, int rows);

  /** Writes one number. */
  void write(int column, int row, double value);

  /** Writes the same number to one column's first {@code rows} rows. */
  default void fill(int column, double value, int rows) {
    for (int row = 0; row < rows; row++) {
      write(column, row, value);
    }
  }

  /** Writes one column's numbers as they are, where each is finite; whether that is so. */
  boolean copyFinite(int column, NumberColumn numbers, int rows);

  /** float32 columns. */
  record Floats(float[][] columns) implements DesignWriter {
    @Override
    public void write(int column, double[] values, int rows) {
      float[] to = columns[column];
      for (int row = 0; row < rows; row++) {
        to[row] = (float) values[row];
      }
    }

    @Override
    public boolean copyFinite(int column, NumberColumn numbers, int rows) {
      if (!numbers.allFinite(rows)) {
        return false;
      }
      float[] to = columns[column];
      if (numbers.type() == ColumnType.FLOAT) {
        System.arraycopy(numbers.floats(), 0, to, 0, rows);
        return true;
      }
      double[] values = numbers.values();
      float most = 0;
      for (int row = 0; row < rows; row++) {
        to[row] = (float) values[row];
        most = Math.max(most, Math.abs(to[row]));
      }
      return most <= Float.MAX_VALUE;
    }

    @Override
    public void write(int column, int row, double value) {
      columns[column][row] = (float) value;
    }
  }

  /**
   * float32 columns that are made when something is written to them, or are a raw column's own
   * array where its numbers stay as they are.
   *
   * @param floats null for a column that is not there yet
   * @param rows of a column that is made
   */
  record Sharing(Floats floats, int rows) implements DesignWriter {
    private Floats made(int column) {
      float[][] columns = floats.columns();
      if (columns[column] == null) {
        columns[column] = new float[rows];
      }
      return floats;
    }

    @Override
    public void write(int column, double[] values, int count) {
      made(column).write(column, values, count);
    }

    @Override
    public void write(int column, int row, double value) {
      made(column).write(column, row, value);
    }

    @Override
    public boolean copyFinite(int column, NumberColumn numbers, int count) {
      if (numbers.type() != ColumnType.FLOAT) {
        return made(column).copyFinite(column, numbers, count);
      }
      boolean finite = numbers.allFinite(count);
      if (finite) {
        floats.columns()[column] = numbers.floats();
      }
      return finite;
    }
  }

  /** float64 columns, of numbers that are rounded to float32 first where that is the precision. */
  record Doubles(double[][] columns, Precision precision) implements DesignWriter {
    @Override
    public void write(int column, double[] values, int rows) {
      for (int row = 0; row < rows; row++) {
        write(column, row, values[row]);
      }
    }

    @Override
    public boolean copyFinite(int column, NumberColumn numbers, int rows) {
      if (precision == Precision.FLOAT || !numbers.allFinite(rows)) {
        return false;
      }
      System.arraycopy(numbers.values(), 0, columns[column], 0, rows);
      return true;
    }

    @Override
    public void write(int column, int row, double value) {
      columns[column][row] = precision == Precision.FLOAT ? (float) value : value;
    }
  }
}
