package io.nightjar.spark.train.trees.objective;

import io.nightjar.spark.train.elementary.Exponential;

/**
 * Labels 0..K − 1, pₖ = eᵐₖ/Σ eᵐⱼ: gₖ = w·(pₖ − [y = k]), hₖ = 2·w·pₖ·(1 − pₖ), as XGBoost has it;
 * starts at the logarithms of the classes' shares.
 */
public final class Softmax implements Objective {
  private static final long serialVersionUID = 1L;
  private static final double LEAST_HESSIAN = 1e-16;
  private static final double LEAST_SHARE = 1e-15;

  private final int classes;

  /** Of two classes or more. */
  public Softmax(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException(classes + " classes; must be 2 or more");
    }
    this.classes = classes;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public String metric() {
    return "log_loss";
  }

  @Override
  public void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into) {
    double[] p = new double[classes];
    for (int i = rows.from(); i < rows.to(); i++) {
      double greatest = greatest(margins, i);
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        p[k] = Exponential.exp(margins[k][i] - greatest);
        sum += p[k];
      }
      double w = labels.weight(i);
      for (int k = 0; k < classes; k++) {
        double share = p[k] / sum;
        double g = share - (labels.values()[i] == k ? 1 : 0);
        into[k].set(i, w * g, w * Math.max(2 * share * (1 - share), LEAST_HESSIAN));
      }
    }
  }

  private static double greatest(double[][] margins, int row) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double[] margin : margins) {
      greatest = Math.max(greatest, margin[row]);
    }
    return greatest;
  }

  @Override
  public double loss(double label, double[][] margins, int row) {
    double greatest = greatest(margins, row);
    double sum = 0;
    for (double[] margin : margins) {
      sum += Exponential.exp(margin[row] - greatest);
    }
    return StrictMath.log(sum) + greatest - margins[(int) label][row];
  }

  @Override
  public double[] prediction(double[][] margins, int row) {
    double greatest = greatest(margins, row);
    double[] prediction = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      prediction[k] = Exponential.exp(margins[k][row] - greatest);
      sum += prediction[k];
    }
    for (int k = 0; k < classes; k++) {
      prediction[k] /= sum;
    }
    return prediction;
  }

  @Override
  public double[] base(LabelSums sums) {
    double[] base = new double[classes];
    for (int k = 0; k < classes; k++) {
      base[k] = StrictMath.log(Math.max(LEAST_SHARE, sums.share(k)));
    }
    return base;
  }
}
