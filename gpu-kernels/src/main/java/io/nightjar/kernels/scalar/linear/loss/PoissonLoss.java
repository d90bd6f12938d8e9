package io.nightjar.kernels.scalar.linear.loss;

import static io.nightjar.kernels.scalar.linear.loss.LogisticPolynomials.GREATEST;

/**
 * Poisson loss with the log link, y ≥ 0: ℓ = eᵐ − y·m, ∂ℓ/∂m = eᵐ − y. The exponential takes m
 * within −{@link LogisticPolynomials#GREATEST} and {@link #MOST}; y·m takes it as it is.
 */
public final class PoissonLoss implements RowLoss {
  /**
   * Margins above this count as this in eᵐ: 1.4e217 leaves room for the sums over a block, each
   * term times a feature and a weight.
   */
  public static final double MOST = 500;

  @Override
  public void slopes(Tile tile) {
    double[] e = tile.scratch;
    double[] m = tile.margins[0];
    double[] exponents = tile.losses;
    for (int i = 0; i < tile.count; i++) {
      double x = Math.max(Math.min(m[i], MOST), -GREATEST);
      double k = LogisticPolynomials.rounded(x);
      exponents[i] = k;
      e[i] = LogisticPolynomials.mantissa(x, k);
    }
    for (int i = 0; i < tile.count; i++) {
      e[i] *= LogisticPolynomials.power(exponents[i]);
    }
    finish(tile, e);
  }

  private static void finish(Tile tile, double[] e) {
    double[] m = tile.margins[0];
    double[] y = tile.labels;
    double[] w = tile.weights;
    double[] losses = tile.losses;
    for (int i = 0; i < tile.count; i++) {
      losses[i] = w[i] * (e[i] - y[i] * m[i]);
      m[i] = w[i] * (e[i] - y[i]);
    }
  }
}
