package io.nightjar.kernels.linear;

import io.nightjar.kernels.block.ColumnBlock;

/**
 * The oracle: one row at a time, in double, from the textbook's formulas. Sums of absolute terms
 * come with each result, because that is the scale of its rounding errors.
 */
final class NaiveGlm {
  final double[] gradient;
  final double[] gradientScale;
  double loss;
  double lossScale;

  private final int columns;
  private final int classes;

  private NaiveGlm(int classes, int columns) {
    this.classes = classes;
    this.columns = columns;
    this.gradient = new double[classes * (columns + 1)];
    this.gradientScale = new double[classes * (columns + 1)];
  }

  static NaiveGlm of(
      GlmLoss loss, int classes, ColumnBlock block, GlmTarget target, double[] coefficients) {
    NaiveGlm result = new NaiveGlm(classes, block.columns());
    for (int i = 0; i < block.rows(); i++) {
      double[] margins = margins(block, i, classes, coefficients);
      double w = target.weights() == null ? 1 : target.weights()[i];
      double y = target.labels()[i];
      switch (loss) {
        case LOGISTIC -> result.logistic(block, i, margins[0], y, w);
        case MULTINOMIAL -> result.multinomial(block, i, margins, (int) y, w);
        case SQUARED -> result.squared(block, i, margins[0], y, w);
        case POISSON -> result.poisson(block, i, margins[0], y, w);
      }
    }
    return result;
  }

  static double[] margins(ColumnBlock block, int row, int classes, double[] coefficients) {
    double[] margins = new double[classes];
    int d = block.columns();
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < d; j++) {
        margins[k] += coefficients[k * (d + 1) + j] * block.column(j)[row];
      }
      margins[k] += coefficients[k * (d + 1) + d];
    }
    return margins;
  }

  private void logistic(ColumnBlock block, int row, double m, double y, double w) {
    double ownMargin = y == 1 ? m : -m;
    double own = 1 / (1 + Math.exp(-ownMargin));
    add(w * (ownMargin > 0 ? Math.log1p(Math.exp(-ownMargin)) : -Math.log(own)));
    slope(block, row, 0, w * (1 / (1 + Math.exp(-m)) - y), w);
  }

  private void multinomial(ColumnBlock block, int row, double[] margins, int y, double w) {
    for (int k = 0; k < classes; k++) {
      double inverse = 0;
      for (double other : margins) {
        inverse += Math.exp(other - margins[k]);
      }
      slope(block, row, k, w * (1 / inverse - (k == y ? 1 : 0)), w);
      if (k == y) {
        add(w * Math.log(inverse));
      }
    }
  }

  private void squared(ColumnBlock block, int row, double m, double y, double w) {
    add(w * (y - m) * (y - m) / 2);
    slope(block, row, 0, w * (m - y), w * (Math.abs(m) + Math.abs(y)));
  }

  private void poisson(ColumnBlock block, int row, double m, double y, double w) {
    double mean = Math.exp(m);
    loss += w * (mean - y * m);
    lossScale += w * (mean + Math.abs(y * m));
    slope(block, row, 0, w * (mean - y), w * (mean + y) * (1 + Math.abs(m)));
  }

  private void add(double rowLoss) {
    loss += rowLoss;
    lossScale += Math.abs(rowLoss);
  }

  private void slope(ColumnBlock block, int row, int k, double slope, double scale) {
    int base = k * (columns + 1);
    for (int j = 0; j < columns; j++) {
      gradient[base + j] += slope * block.column(j)[row];
      gradientScale[base + j] += Math.abs(scale * block.column(j)[row]);
    }
    gradient[base + columns] += slope;
    gradientScale[base + columns] += Math.abs(scale);
  }
}
