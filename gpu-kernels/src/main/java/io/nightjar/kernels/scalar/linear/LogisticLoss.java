package io.nightjar.kernels.scalar.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.GREATEST;
import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.STEEP;

/**
 * Logistic loss, y in {0, 1}: ℓ = log(1 + eᵐ) − y·m, ∂ℓ/∂m = σ(m) − y.
 *
 * <p>With e = e^−|m|, ℓ = max(m, 0) − y·m + log1p(e), which neither overflows nor cancels; and σ(m)
 * = q for m &lt; 0, 1 − q for m &gt; 0, q = e/(1 + e). Each step is a loop of its own over the
 * tile.
 */
public final class LogisticLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    double[] e = tile.scratch;
    exponentials(tile.margins[0], tile.count, e, tile.losses);
    losses(tile, e);
    slopes(tile, e);
  }

  /** e[i] = e^−|m[i]|. */
  private static void exponentials(double[] m, int count, double[] e, double[] exponents) {
    for (int i = 0; i < count; i++) {
      double t = Math.min(Math.abs(m[i]), GREATEST);
      double k = LogisticPolynomials.exponent(t);
      exponents[i] = k;
      e[i] = LogisticPolynomials.mantissa(t, k);
    }
    for (int i = 0; i < count; i++) {
      e[i] *= LogisticPolynomials.power(exponents[i]);
    }
  }

  private static void losses(Tile tile, double[] e) {
    double[] m = tile.margins[0];
    double[] y = tile.labels;
    double[] w = tile.weights;
    double[] losses = tile.losses;
    for (int i = 0; i < tile.count; i++) {
      double linear = Math.max(m[i], 0.0) - y[i] * m[i];
      losses[i] = w[i] * (linear + LogisticPolynomials.log1p(e[i]));
    }
  }

  private static void slopes(Tile tile, double[] e) {
    double[] m = tile.margins[0];
    double[] y = tile.labels;
    double[] w = tile.weights;
    for (int i = 0; i < tile.count; i++) {
      double q = e[i] / (1 + e[i]);
      double positive = Math.max(Math.min(m[i] * STEEP, 1.0), 0.0);
      m[i] = w[i] * ((q + positive * (1 - 2 * q)) - y[i]);
    }
  }
}
