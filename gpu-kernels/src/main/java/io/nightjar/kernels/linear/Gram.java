package io.nightjar.kernels.linear;

import io.nightjar.kernels.block.FeatureBlock;

/**
 * Weighted Gram matrix G = Σ_i w_i·z_i·z_iᵀ of z = (x − shift, 1, y − shift_y), p = d + 2 entries a
 * row: all that normal equations and principal components need, and with the shift near the means
 * they lose few digits.
 */
public interface Gram {
  /**
   * Adds G into {@code out}: entry (i, j), i ≤ j, at {@code i + j·(j + 1)/2} (BLAS's packed upper
   * triangle); sums are float64.
   *
   * @param shift d values, or d + 1 with the label's last
   */
  void add(FeatureBlock block, GlmTarget target, double[] shift, double[] out);

  /** Length of the packed upper triangle for d columns. */
  static int packedLength(int d) {
    return (d + 2) * (d + 3) / 2;
  }
}
