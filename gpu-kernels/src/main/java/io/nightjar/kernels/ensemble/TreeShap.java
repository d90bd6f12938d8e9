package io.nightjar.kernels.ensemble;

/**
 * What each feature adds to each prediction: path-dependent SHAP values (Lundberg, Erion, Lee,
 * Consistent individualized feature attribution for tree ensembles, 2018), for every output.
 *
 * <p>Where features S are known, a tree's expectation follows the row at splits on S, and goes both
 * ways at others, weighed by the children's covers; φ is Shapley's share of its change as features
 * become known. The base value is the expectation where none is known, and base value + Σ φ is the
 * raw prediction.
 *
 * <p>Of a leaf with value v and the features F on its path let z be the product of the cover shares
 * of feature f's splits there, and o be 1 where the row follows them all, else 0. With the Shapley
 * weight of s among m as a Beta integral, s!(m − 1 − s)!/m! = ∫₀¹ tˢ(1 − t)^(m−1−s) dt, the leaf
 * gives φ_f = v·(o_f − z_f)·∫ Π over g ≠ f of (o_g·t + z_g·(1 − t)) dt. The integrand is a
 * polynomial of degree m − 1, which Gauss and Legendre's quadrature with ⌈m/2⌉ points integrates
 * without error, and the products are shared along the paths, so that a row costs points × nodes.
 */
public interface TreeShap {
  /**
   * Writes the values of n rows.
   *
   * @param out [outputs][features + 1][n], the base value last of each output
   */
  void write(TreeEnsemble ensemble, TreeRows rows, double[] out);
}
