package io.nightjar.kernels.scalar;

/**
 * Logistic loss, y in {0, 1}: ℓ = log(1 + eᵐ) − y·m, ∂ℓ/∂m = σ(m) − y.
 *
 * <p>Computed as max(m, 0) − y·m + log1p(e), e = e^−|m|, which neither overflows nor cancels.
 */
public final class LogisticLoss implements RowLoss {
  @Override
  public double slopes(LabelledRows rows, int from, int count, double[][] margins) {
    double[] m = margins[0];
    double[] labels = rows.labels();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double margin = m[i];
      double y = labels[from + i];
      double w = rows.weight(from + i);
      double e = Math.exp(-Math.abs(margin));
      double inverse = 1 / (1 + e);
      sum += w * (Math.max(margin, 0) - y * margin + log1p(e));
      m[i] = w * ((margin >= 0 ? inverse : e * inverse) - y);
    }
    return sum;
  }

  /**
   * log(1 + e) for e in [0, 1], to the last bit or two. {@code Math.log1p} is a slow call; {@code
   * Math.log} is an intrinsic, and the quotient repairs what rounding 1 + e lost (Higham, Accuracy
   * and Stability of Numerical Algorithms, §1.14.1).
   */
  static double log1p(double e) {
    double u = 1 + e;
    return u == 1 ? e : Math.log(u) * (e / (u - 1));
  }
}
