package io.nightjar.kernels.scalar.linear.loss;

/** Squared loss: ℓ = ½(y − m)², ∂ℓ/∂m = m − y. */
public final class SquaredLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    double[] m = tile.margins[0];
    double[] labels = tile.labels;
    double[] weights = tile.weights;
    double[] losses = tile.losses;
    for (int i = 0; i < tile.count; i++) {
      double residual = m[i] - labels[i];
      double slope = weights[i] * residual;
      losses[i] = 0.5 * slope * residual;
      m[i] = slope;
    }
  }
}
