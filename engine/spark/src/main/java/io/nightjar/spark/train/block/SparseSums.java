package io.nightjar.spark.train.block;

import io.nightjar.kernels.block.SparseBlock;

/**
 * Means and sums of squares about them of a sparse block's columns. With S the rows where a column
 * has a value, W their weight and V the weight of all rows,
 *
 * <pre>
 *   μ = Σ_S w·x / V,  Σ w·(x − μ)² = Σ_S w·(x − μ)² + (V − W)·μ²
 * </pre>
 *
 * in two passes, so that a column which never changes has squares of about 0. Where every row that
 * weighs anything has a value, V − W is 0 and not what rounding leaves of it.
 */
final class SparseSums {
  private final double[] sums;
  private final double[] squares;
  private final double[] weights;
  private final int[] counts;
  private final int weighing;

  private SparseSums(int columns, int weighing) {
    sums = new double[columns];
    squares = new double[columns];
    weights = new double[columns];
    counts = new int[columns];
    this.weighing = weighing;
  }

  /**
   * Reads a block twice.
   *
   * @param weights by row; null where each weighs one
   * @param columns the first ones of the block, those that are wanted
   */
  static SparseSums of(SparseBlock block, double[] weights, int columns) {
    double total = 0;
    int weighing = 0;
    for (int row = 0; row < block.rows(); row++) {
      double weight = weight(weights, row);
      total += weight;
      weighing += weight > 0 ? 1 : 0;
    }
    SparseSums all = new SparseSums(columns, weighing);
    for (int row = 0; row < block.rows(); row++) {
      if (weight(weights, row) > 0) {
        all.add(block, row, weight(weights, row));
      }
    }
    for (int row = 0; row < block.rows(); row++) {
      if (weight(weights, row) > 0) {
        all.addSquares(block, row, weight(weights, row), total);
      }
    }
    return all;
  }

  private static double weight(double[] weights, int row) {
    return weights == null ? 1 : weights[row];
  }

  private void add(SparseBlock block, int row, double weight) {
    for (int k = block.offsets()[row]; k < block.offsets()[row + 1]; k++) {
      int j = block.places()[k];
      if (j < sums.length) {
        sums[j] += weight * block.values()[k];
        weights[j] += weight;
        counts[j]++;
      }
    }
  }

  private void addSquares(SparseBlock block, int row, double weight, double total) {
    for (int k = block.offsets()[row]; k < block.offsets()[row + 1]; k++) {
      int j = block.places()[k];
      if (j < sums.length) {
        double delta = block.values()[k] - sums[j] / total;
        squares[j] += weight * delta * delta;
      }
    }
  }

  /** μ of column j, where the rows weigh {@code total}. */
  double mean(int j, double total) {
    return sums[j] / total;
  }

  /** Σ w·(x − μ)² of column j. */
  double squares(int j, double total) {
    double zeros = counts[j] == weighing ? 0 : Math.max(0, total - weights[j]);
    double mean = mean(j, total);
    return squares[j] + zeros * mean * mean;
  }
}
