package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import java.util.Arrays;
import java.util.List;

/** The logistic gradient of a wide table; its results are the gradient, then the loss. */
final class WideGradientCall implements Call<GlmGradient> {
  private final WideRows rows;
  private final GlmTarget target;
  private final double[] coefficients;
  private final GradientSums sums;

  WideGradientCall(WideShape shape) {
    MadeData made = new MadeData(20261204);
    rows = shape.made(made);
    target = GlmTarget.unweighted(made.labels(shape.rows()));
    coefficients = made.doubles(shape.columns() + 1, 0.25);
    sums = new GradientSums(shape.columns() + 1);
  }

  @Override
  public void run(GlmGradient implementation) {
    sums.clear();
    sums.loss =
        implementation.add(GlmLoss.LOGISTIC, 1, rows.block(), target, coefficients, sums.gradient);
  }

  @Override
  public void spoil() {
    sums.spoil();
  }

  @Override
  public double[] results() {
    return sums.results();
  }

  @Override
  public Expected expected() {
    int last = coefficients.length;
    double[] slopes = new double[last];
    double[] sizes = new double[last];
    WideRows absolute = rows.sizes();
    double losses = 0;
    for (int i = 0; i < rows.block().rows(); i++) {
      double margin = rows.margin(i, coefficients);
      rows.add(i, slope(i, margin), slopes);
      absolute.add(i, 1, sizes);
      losses += rowLoss(i, margin);
    }
    double share = Expected.sumError(rows.block().rows());
    double[] values = Arrays.copyOf(slopes, last + 1);
    double[] bounds = Arrays.copyOf(sizes, last + 1);
    values[last] = losses;
    bounds[last] = losses;
    for (int j = 0; j <= last; j++) {
      bounds[j] *= share;
    }
    return new Expected(values, bounds);
  }

  private double slope(int row, double margin) {
    return 1 / (1 + Math.exp(-margin)) - target.labels()[row];
  }

  private double rowLoss(int row, double margin) {
    double positive = Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(margin, 0);
    return positive - target.labels()[row] * margin;
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(this::addRows));
  }

  private void addRows() {
    sums.clear();
    for (int i = 0; i < rows.block().rows(); i++) {
      double margin = rows.margin(i, coefficients);
      rows.add(i, slope(i, margin), sums.gradient);
      sums.loss += rowLoss(i, margin);
    }
  }
}
