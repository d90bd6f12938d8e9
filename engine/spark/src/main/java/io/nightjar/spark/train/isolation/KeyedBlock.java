package io.nightjar.spark.train.isolation;

/** Some encoded rows with their keys; borrowed until the next block is asked for. */
final class KeyedBlock {
  private final float[][] columns;
  private final long[] keys;

  KeyedBlock(float[][] columns, long[] keys) {
    this.columns = columns;
    this.keys = keys;
  }

  int rows() {
    return keys.length;
  }

  float[][] columns() {
    return columns;
  }

  long[] keys() {
    return keys;
  }

  /** A copy of a row. */
  float[] row(int row) {
    float[] values = new float[columns.length];
    for (int j = 0; j < values.length; j++) {
      values[j] = columns[j][row];
    }
    return values;
  }
}
