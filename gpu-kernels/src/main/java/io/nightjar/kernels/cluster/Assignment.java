package io.nightjar.kernels.cluster;

import io.nightjar.kernels.block.ColumnBlock;

/**
 * One step of Lloyd's algorithm over a block's n rows of d columns (Lloyd, Least squares
 * quantization in PCM, 1982): a(i) = argmin_c D(i, c) with D(i, c) = Σ_j (x_ij − c_j)².
 *
 * <p>The nearest centroid is the one by D in float64: differences are direct, their squares are
 * summed by fused multiplication and addition in four chains of columns j ≡ 0..3 mod 4, added as (0
 * + 2) + (1 + 3), and ties go to the lower index. So {@code nearest} is the same on every backend,
 * bit for bit, however far off zero the data lies. An implementation may search by rougher scores,
 * but has to settle by D what they leave in doubt.
 *
 * <p>On the JVM all sums are float64 over rows in order: the same bits with and without vectors. On
 * a device a cluster's sums are within 4e-7·Σ w|x − a| + 1e-13·Σ w|x| and the inertia within (d +
 * 8)·2e-7 of itself and 1e-37 a row; they repeat bit for bit.
 */
public interface Assignment {
  /**
   * Writes each row's nearest centroid, and adds each row to its cluster's sums.
   *
   * @return the inertia Σ_i w_i·D(i, a(i))
   */
  double assign(ColumnBlock block, Centroids centroids, RowWeights weights, ClusterSums out);

  /**
   * The same, bit for bit, with bounds that may spare rows their search and that are kept for the
   * next call over this block. An implementation that has no use for them lets them be.
   */
  default double assign(
      ColumnBlock block,
      Centroids centroids,
      RowWeights weights,
      ClusterSums out,
      RowBounds bounds) {
    return assign(block, centroids, weights, out);
  }
}
