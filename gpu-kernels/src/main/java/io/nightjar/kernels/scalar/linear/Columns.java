package io.nightjar.kernels.scalar.linear;

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

  /**
   * Σ {@code x[from + i] * factors[i]} over i in 0..rows−1, in float64: chain c of eight sums the
   * rows i ≡ c mod 8 in order, the last rows mod 8 rows go to chain 0, and the total is ((c0 + c4)
   * + (c2 + c6)) + ((c1 + c5) + (c3 + c7)), on every backend of the JVM.
   */
  double dot(int column, int from, int rows, double[] factors);

  /** {@code into[i] = x[from + i] − shift} for i in 0..rows−1. */
  void shifted(int column, int from, int rows, double shift, double[] into);
}
