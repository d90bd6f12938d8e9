package io.nightjar.kernels.factor;

/**
 * The normal equations of many small least squares at once, as alternating least squares wants
 * them: for each system, A += Σ w·v·vᵀ and b += Σ r·v over its list of factor rows v. Factors are
 * float32, products and sums float64: chains of fused multiplications and additions in the list's
 * order, (w·v[i])·v[j] and r·v[i], the same bits on every backend of the JVM.
 */
public interface NormalEquations {
  /**
   * Adds into A and b.
   *
   * @param a [systems][rank·(rank + 1)/2], lower triangles as {@link CholeskySolve} takes them
   * @param b [systems][rank]
   */
  void add(FactorMatrix factors, FactorLists lists, double[] a, double[] b);
}
