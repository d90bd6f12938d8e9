package io.nightjar.kernels.scalar.linear;

import java.util.Arrays;

/**
 * Columns of features seen through the loops that every linear kernel is made of. All walk down the
 * columns' own arrays, a tile of rows and a few columns at a time: the shape that the JVM's
 * compiler turns into the fastest code, and the tile stays in the cache from its margins to its
 * products. Each loop states the order of its float64 operations, which is the same on every
 * backend of the JVM, so that all give the same bits.
 */
public interface Columns {
  /** Most rows that a caller should take at a time. */
  int TILE = 2048;

  /** How many columns. */
  int count();

  /**
   * {@code into[i] = Σ_j beta[j]·x[j][from + i] + beta[d]} for i in 0..rows−1: columns in index
   * order from 0.0 on, the intercept last, each product rounded before it is added.
   */
  default void margins(int from, int rows, double[] beta, double[] into) {
    Arrays.fill(into, 0, rows, 0.0);
    addMargins(from, rows, beta, into);
    double intercept = beta[count()];
    for (int i = 0; i < rows; i++) {
      into[i] += intercept;
    }
  }

  /** Adds the columns alone to what is there, {@code beta[j]·x[j][from + i]} in index order. */
  void addMargins(int from, int rows, double[] beta, double[] into);

  /**
   * {@code sums[j] += Σ_i x[j][from + i]·factors[i]} for every column: chain c of eight sums the
   * rows i ≡ c mod 8 in order with fused additions, the last rows mod 8 rows go to chain 0, and the
   * total is ((c0 + c4) + (c2 + c6)) + ((c1 + c5) + (c3 + c7)).
   */
  void addProducts(int from, int rows, double[] factors, double[] sums);

  /** {@code into[i] = x[from + i] − shift} for i in 0..rows−1. */
  void shifted(int column, int from, int rows, double shift, double[] into);
}
