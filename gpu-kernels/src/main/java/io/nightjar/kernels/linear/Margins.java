package io.nightjar.kernels.linear;

import io.nightjar.kernels.block.FeatureBlock;

/**
 * Margins m[k][i] = Σ_j β[k][j]·x[i][j] + β[k][d] in float64: columns in index order, the intercept
 * last, no fused multiplication. A row's bits depend on nothing but its own features, so blocks of
 * any size agree, on every backend.
 */
public interface Margins {
  /**
   * Writes the margins of a block's n rows.
   *
   * @param coefficients class-major [classes][d + 1], the intercept last of each class
   * @param out class-major [classes][n]
   */
  void write(FeatureBlock block, int classes, double[] coefficients, double[] out);

  /**
   * One row's margin, with the bits that {@link #write} gives it.
   *
   * @param row d features; float32 ones widened
   * @param from where the class's coefficients begin
   */
  static double ofRow(double[] row, double[] coefficients, int from) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += coefficients[from + j] * row[j];
    }
    return sum + coefficients[from + row.length];
  }
}
