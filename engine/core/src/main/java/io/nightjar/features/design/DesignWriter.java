package io.nightjar.features.design;

/** Design columns that a batch is encoded into; each array holds one column, by row. */
interface DesignWriter {

  /** Writes one column's first {@code rows} numbers. */
  void write(int column, double[] values, int rows);

  /** Writes one number. */
  void write(int column, int row, double value);

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
    public void write(int column, int row, double value) {
      columns[column][row] = (float) value;
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
    public void write(int column, int row, double value) {
      columns[column][row] = precision == Precision.FLOAT ? (float) value : value;
    }
  }
}
