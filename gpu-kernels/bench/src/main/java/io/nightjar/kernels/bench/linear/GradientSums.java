package io.nightjar.kernels.bench.linear;

import java.util.Arrays;

/** What a gradient's run writes: the sums by coefficient, then the loss. */
final class GradientSums {
  final double[] gradient;
  double loss;

  /**
   * @param coefficients how many there are
   */
  GradientSums(int coefficients) {
    gradient = new double[coefficients];
  }

  /** All 0, for a run that adds. */
  void clear() {
    Arrays.fill(gradient, 0);
    loss = 0;
  }

  /** As if nothing had run. */
  void spoil() {
    Arrays.fill(gradient, Double.NaN);
    loss = Double.NaN;
  }

  /** The sums, then the loss. */
  double[] results() {
    double[] all = Arrays.copyOf(gradient, gradient.length + 1);
    all[gradient.length] = loss;
    return all;
  }
}
