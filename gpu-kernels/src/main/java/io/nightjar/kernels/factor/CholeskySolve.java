package io.nightjar.kernels.factor;

/**
 * Solves a batch of small symmetric positive definite systems A·x = b by A = L·Lᵀ in float64: the
 * entries of L are chains of fused multiplications and additions in order of the columns, so that
 * all backends of the JVM give the same bits.
 *
 * <p>A system counts as not positive definite where a pivot, a[j][j] less the squares of row j of
 * L, is not above order·2⁻⁵²·a[j][j]: what is left then is rounding.
 */
public interface CholeskySolve {
  /** The greatest order of a system. */
  int MAX_ORDER = 256;

  /**
   * Solves all systems that can be solved.
   *
   * @param order k, rows of one system
   * @param a [systems][k·(k + 1)/2]: lower triangles, entry (i, j), j ≤ i, at i·(i + 1)/2 + j
   * @param b [systems][k]
   * @param x [systems][k] for the solutions; those of the systems that are returned stay as they
   *     were. May be b itself
   * @return which systems are not positive definite, ascending; empty where all were solved
   */
  int[] solve(int order, double[] a, double[] b, double[] x);

  /** Length of the packed lower triangle of a system. */
  static int packedLength(int order) {
    return order * (order + 1) / 2;
  }
}
