package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.BinnedBlock;

/**
 * Sums of quantised gradients and hessians by column and bin, the work of growing a tree (Chen and
 * Guestrin, XGBoost, 2016, algorithm 2, over bins as in LightGBM, 2017): for entry q of the columns
 * and each bin b, Σ g_i and Σ h_i over the rows i of the list whose bin in that column is b.
 *
 * <p>All are integers: the same bits on every backend.
 */
public interface Histogram {
  /** Sums of one column: a gradient and a hessian for each of 256 bins. */
  int SUMS = 2 * BinnedBlock.SLOTS;

  /**
   * Adds the sums.
   *
   * @param columns which columns, in any order
   * @param out [columns.length][256][2]: Σ g of entry q and bin b at {@code (q * 256 + b) * 2}, Σ h
   *     behind it
   */
  void add(BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns, long[] out);
}
