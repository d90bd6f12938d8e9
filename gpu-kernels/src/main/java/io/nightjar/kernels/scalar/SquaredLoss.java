package io.nightjar.kernels.scalar;

/** Squared loss: ℓ = ½(y − m)², ∂ℓ/∂m = m − y. */
public final class SquaredLoss implements RowLoss {
  @Override
  public double slopes(LabelledRows rows, int from, int count, double[][] margins) {
    double[] m = margins[0];
    double[] labels = rows.labels();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double residual = m[i] - labels[from + i];
      double slope = rows.weight(from + i) * residual;
      sum += 0.5 * slope * residual;
      m[i] = slope;
    }
    return sum;
  }
}
