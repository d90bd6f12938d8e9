package io.nightjar.kernels.factor;

/**
 * For each user the k items with the greatest products u·v, ties by the lower item number. A
 * product is a float32 chain of fused multiplications and additions along the factors: the same
 * bits and the same items on every backend of the JVM.
 *
 * <p>A device sums in another order: its scores differ by at most rank·2⁻²³·Σ|u·v|, and items whose
 * products are that close may change places, or one may stand for the other in the last place.
 * Products that overflow to −∞ or NaN are never among the best.
 */
public interface TopK {
  /** The most places a user. */
  int MAX_K = 1000;

  /** The best items of each user. */
  TopItems find(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions);
}
