package io.nightjar.kernels.scalar;

/**
 * Columns of features seen through the two loops that every linear kernel is made of. Both walk
 * down one column's own array, a tile of rows at a time: the shape that the JVM's compiler turns
 * into the fastest code, and the tile stays in the cache between a tile's columns.
 */
public interface Columns {
  /** Rows that a caller should take at a time: a double of each fits the first-level cache. */
  int TILE = 1024;

  /** How many columns. */
  int count();

  /** {@code into[i] += scale * x[from + i]} for i in 0..rows−1; sums are float64. */
  void addScaled(int column, int from, int rows, double scale, double[] into);

  /** Σ {@code x[from + i] * factors[i]} over i in 0..rows−1, in float64 and a fixed order. */
  double dot(int column, int from, int rows, double[] factors);

  /** {@code into[i] = x[from + i] − shift} for i in 0..rows−1. */
  void shifted(int column, int from, int rows, double shift, double[] into);

  /** Float32 columns, borrowed. */
  static Columns of(float[][] columns) {
    return new FloatColumns(columns);
  }

  /** Float64 columns, borrowed. */
  static Columns of(double[][] columns) {
    return new DoubleColumns(columns);
  }
}
