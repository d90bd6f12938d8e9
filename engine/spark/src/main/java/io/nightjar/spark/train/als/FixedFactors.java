package io.nightjar.spark.train.als;

import io.nightjar.kernels.factor.FactorMatrix;
import java.io.Serializable;

/**
 * The factors that half a step solves against, as they travel to executors; each makes one matrix
 * of them for all its tasks, which a device may keep.
 */
final class FixedFactors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int rank;
  private final float[] values;
  private final double[] gram;
  private transient FactorMatrix matrix;

  /**
   * Fixed factors.
   *
   * @param values row-major [rows][rank]; borrowed
   * @param gram Σ v·vᵀ over all rows, packed as the kernels take it; empty where it isn't needed
   */
  FixedFactors(int rank, float[] values, double[] gram) {
    this.rank = rank;
    this.values = values;
    this.gram = gram;
  }

  synchronized FactorMatrix matrix() {
    if (matrix == null) {
      matrix = new FactorMatrix(values.length / rank, rank, values);
    }
    return matrix;
  }

  double[] gram() {
    return gram;
  }
}
