package io.nightjar.kernels.scalar.linear;

/**
 * Multinomial logistic loss, y in 0..K−1: ℓ = log Σₖ e^m[k] − m[y], ∂ℓ/∂m[k] = softmax(m)[k] − [k =
 * y]. The greatest margin is taken out first, so that nothing overflows.
 */
public final class MultinomialLoss implements RowLoss {
  @Override
  public void slopes(Tile tile) {
    for (int i = 0; i < tile.count; i++) {
      tile.losses[i] = row(tile.margins, i, (int) tile.labels[i], tile.weights[i]);
    }
  }

  private static double row(double[][] margins, int i, int label, double w) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double[] margin : margins) {
      greatest = Math.max(greatest, margin[i]);
    }
    double own = margins[label][i];
    double total = 0;
    for (double[] margin : margins) {
      double e = Math.exp(margin[i] - greatest);
      margin[i] = e;
      total += e;
    }
    double scale = w / total;
    for (double[] margin : margins) {
      margin[i] *= scale;
    }
    margins[label][i] -= w;
    return w * (Math.log(total) + (greatest - own));
  }
}
