package io.nightjar.kernels.scalar.linear.loss;

import static io.nightjar.kernels.scalar.linear.loss.LogisticPolynomials.GREATEST;

/**
 * Logistic loss, y in {0, 1}: ℓ = log(1 + eᵐ) − y·m, ∂ℓ/∂m = σ(m) − y.
 *
 * <p>With e = e^−|m|, ℓ = max(m, 0) − y·m + log1p(e), which neither overflows nor cancels; and σ(m)
 * = q for m &lt; 0, 1 − q for m &gt; 0, q = e/(1 + e). One division serves both q and the s = e/(2
 * + e) of log1p(e). Each step is a loop of its own over the tile; those without bit patterns become
 * vector code.
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
      double x = -Math.min(Math.abs(m[i]), GREATEST);
      double k = LogisticPolynomials.rounded(x);
      exponents[i] = k;
      e[i] = LogisticPolynomials.mantissa(x, k);
    }
    for (int i = 0; i < count; i++) {
      e[i] *= LogisticPolynomials.power(exponents[i]);
    }
  }

  /** The losses; q in the place of e. */
  private static void losses(Tile tile, double[] e) {
    double[] m = tile.margins[0];
    double[] y = tile.labels;
    double[] w = tile.weights;
    double[] losses = tile.losses;
    for (int i = 0; i < tile.count; i++) {
      double one = e[i] + 1;
      double two = e[i] + 2;
      double shared = e[i] / (one * two);
      double linear = 0.5 * (m[i] + Math.abs(m[i])) - y[i] * m[i];
      losses[i] = w[i] * (linear + LogisticPolynomials.artanh2(one * shared));
      e[i] = two * shared;
    }
  }

  /** Chooses q or 1 − q by the sign's bits: a branch would be mispredicted every other row. */
  private static void slopes(Tile tile, double[] q) {
    double[] m = tile.margins[0];
    for (int i = 0; i < tile.count; i++) {
      long negative = Double.doubleToRawLongBits(m[i]) >> 63;
      long below = Double.doubleToRawLongBits(q[i]);
      long above = Double.doubleToRawLongBits(1 - q[i]);
      double p = Double.longBitsToDouble((below & negative) | (above & ~negative));
      m[i] = tile.weights[i] * (p - tile.labels[i]);
    }
  }
}
