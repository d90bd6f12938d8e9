package io.nightjar.spark.train;

/**
 * The objective of the linear family by naive loops, minimised by proximal gradient steps: slow,
 * plain and independent of the solvers.
 */
final class ElasticNetOracle {
  private final double[][] x;
  private final int[] classOf;
  private final double[] y;
  private final double[] deviation;
  private final int classes;
  private final double l1;
  private final double l2;

  /** Rows x with classes 0..K−1, K ≥ 2 margins; or numbers y where classes is 1. */
  ElasticNetOracle(double[][] x, double[] y, int classes, double lambda, double alpha) {
    this.x = x;
    this.y = y;
    this.classes = classes;
    this.l1 = lambda * alpha;
    this.l2 = lambda * (1 - alpha);
    this.classOf = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      classOf[i] = classes > 1 ? (int) y[i] : 0;
    }
    this.deviation = deviations(x);
  }

  private static double[] deviations(double[][] x) {
    double[] deviation = new double[x[0].length];
    for (int j = 0; j < deviation.length; j++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[j] / x.length;
      }
      double squares = 0;
      for (double[] row : x) {
        squares += (row[j] - mean) * (row[j] - mean);
      }
      deviation[j] = Math.sqrt(squares / (x.length - 1));
    }
    return deviation;
  }

  /** (1/n)·Σ loss + λ·(α·‖βσ‖₁ + (1−α)/2·‖βσ‖²) of [K][d + 1] on the original scale. */
  double objective(double[][] beta) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += loss(margins(beta, x[i]), i) / x.length;
    }
    for (double[] row : beta) {
      for (int j = 0; j < deviation.length; j++) {
        double theta = row[j] * deviation[j];
        sum += l1 * Math.abs(theta) + l2 / 2 * theta * theta;
      }
    }
    return sum;
  }

  private double loss(double[] margins, int i) {
    if (classes == 1) {
      return (y[i] - margins[0]) * (y[i] - margins[0]) / 2;
    }
    double total = 0;
    for (double margin : margins) {
      total += Math.exp(margin);
    }
    return Math.log(total) - margins[classOf[i]];
  }

  private static double[] margins(double[][] beta, double[] row) {
    double[] margins = new double[beta.length];
    for (int k = 0; k < beta.length; k++) {
      margins[k] = beta[k][row.length];
      for (int j = 0; j < row.length; j++) {
        margins[k] += beta[k][j] * row[j];
      }
    }
    return margins;
  }

  /** Coefficients [K][d + 1] on the original scale after many small steps. */
  double[][] minimize(int steps, double rate) {
    int d = deviation.length;
    double[][] theta = new double[classes][d + 1];
    for (int step = 0; step < steps; step++) {
      double[][] gradient = gradient(theta);
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j <= d; j++) {
          double moved = theta[k][j] - rate * gradient[k][j];
          double threshold = j < d ? rate * l1 : 0;
          double shrunk = Math.max(0, Math.abs(moved) - threshold);
          theta[k][j] = Math.signum(moved) * shrunk;
        }
      }
    }
    return original(theta);
  }

  private double[][] original(double[][] theta) {
    int d = deviation.length;
    double[][] beta = new double[classes][d + 1];
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < d; j++) {
        beta[k][j] = theta[k][j] / deviation[j];
      }
      beta[k][d] = theta[k][d];
    }
    return beta;
  }

  private double[][] gradient(double[][] theta) {
    int d = deviation.length;
    double[][] beta = original(theta);
    double[][] gradient = new double[classes][d + 1];
    for (int i = 0; i < x.length; i++) {
      double[] slopes = slopes(margins(beta, x[i]), i);
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j < d; j++) {
          gradient[k][j] += slopes[k] * x[i][j] / deviation[j] / x.length;
        }
        gradient[k][d] += slopes[k] / x.length;
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < d; j++) {
        gradient[k][j] += l2 * theta[k][j];
      }
    }
    return gradient;
  }

  private double[] slopes(double[] margins, int i) {
    if (classes == 1) {
      return new double[] {margins[0] - y[i]};
    }
    double total = 0;
    for (double margin : margins) {
      total += Math.exp(margin);
    }
    double[] slopes = new double[classes];
    for (int k = 0; k < classes; k++) {
      slopes[k] = Math.exp(margins[k]) / total - (classOf[i] == k ? 1 : 0);
    }
    return slopes;
  }
}
