package io.nightjar.kernels.scalar.dense;

import java.util.Arrays;

/** Sums of a matrix's columns. */
public final class ColumnSums {
  /** Rows that are summed in float32. */
  private static final int CHUNK = 128;

  private ColumnSums() {}

  /** Writes the sum of each column of [rows][sums.length]: chunks in float32, then in float64. */
  public static void write(DenseLoops loops, float[] values, int rows, float[] sums) {
    double[] totals = new double[sums.length];
    float[] chunk = new float[sums.length];
    for (int from = 0; from < rows; from += CHUNK) {
      Arrays.fill(chunk, 0f);
      int to = Math.min(rows, from + CHUNK);
      for (int i = from; i < to; i++) {
        loops.addRow(values, i * sums.length, chunk);
      }
      for (int j = 0; j < sums.length; j++) {
        totals[j] += chunk[j];
      }
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] = (float) totals[j];
    }
  }
}
