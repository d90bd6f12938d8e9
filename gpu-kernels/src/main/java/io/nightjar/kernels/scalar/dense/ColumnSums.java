package io.nightjar.kernels.scalar.dense;

import java.util.Arrays;

/** Sums of a matrix's columns: chunks of rows in float32, these in float64. */
final class ColumnSums {
  /** Rows that are summed in float32. */
  static final int CHUNK = 128;

  private final DenseLoops loops;
  private final double[] totals;
  private final float[] chunk;

  /** Sums over no rows yet. */
  ColumnSums(DenseLoops loops, int columns) {
    this.loops = loops;
    this.totals = new double[columns];
    this.chunk = new float[columns];
  }

  /** Adds rows, which begin a chunk of their own. */
  void add(float[] values, int rows) {
    for (int from = 0; from < rows; from += CHUNK) {
      Arrays.fill(chunk, 0f);
      int to = Math.min(rows, from + CHUNK);
      for (int i = from; i < to; i++) {
        loops.addRow(values, i * chunk.length, chunk);
      }
      for (int j = 0; j < chunk.length; j++) {
        totals[j] += chunk[j];
      }
    }
  }

  /** Writes the sums. */
  void write(float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = (float) totals[j];
    }
  }
}
