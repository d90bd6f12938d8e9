package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.BinnedBlock;

/**
 * Sums of quantised gradients and hessians by column and bin, the work of growing a tree (Chen and
 * Guestrin, XGBoost, 2016, algorithm 2, over bins as in LightGBM, 2017): for each column j of a
 * tile and each bin b, Σ g_i and Σ h_i over the node's rows i whose bin in column j is b.
 *
 * <p>All are integers: the same bits on every backend.
 */
public interface Histogram {
  /** Sums of one column: a gradient and a hessian for each of 256 bins. */
  int SUMS = 2 * BinnedBlock.SLOTS;

  /**
   * Adds the sums of one tile's columns.
   *
   * @param tile which columns, as {@link BinnedRows} lays them out
   * @param out [columns][256][2] of all columns: Σ g of column j and bin b at {@code (j * 256 + b)
   *     * 2}, Σ h behind it; other tiles' sums are left alone
   */
  void add(BinnedRows bins, NodeRows node, int tile, long[] out);
}
