package io.nightjar.spark.train.trees.objective;

import io.nightjar.spark.train.elementary.Exponential;

/** Labels 0 and 1, p = 1/(1 + e^−m): g = w·(p − y), h = w·p·(1 − p); starts at the log-odds. */
public final class Logistic implements Objective {
  private static final long serialVersionUID = 1L;
  private static final double LEAST_HESSIAN = 1e-16;
  private static final double LEAST_SHARE = 1e-15;

  /** Rows whose numbers stay in the first cache between two loops. */
  private static final int TILE = 512;

  @Override
  public String metric() {
    return "log_loss";
  }

  @Override
  public void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into) {
    double[] scratch = new double[Math.min(TILE, rows.to() - rows.from())];
    double[] p = new double[scratch.length];
    for (int at = rows.from(); at < rows.to(); at += p.length) {
      if (at + p.length > rows.to()) {
        p = new double[rows.to() - at];
      }
      Exponential.sigmoids(margins[0], at, p, scratch);
      gradients(labels, p, at, into[0]);
    }
  }

  private static void gradients(Labels labels, double[] shares, int at, Gradients into) {
    double[] y = labels.values();
    for (int i = 0; i < shares.length; i++) {
      double p = shares[i];
      double w = labels.weight(at + i);
      into.set(at + i, w * (p - y[at + i]), w * Math.max(p * (1 - p), LEAST_HESSIAN));
    }
  }

  @Override
  public double loss(double label, double[][] margins, int row) {
    double m = margins[0][row];
    return Exponential.softplus(label == 1 ? -m : m);
  }

  @Override
  public double[] prediction(double[][] margins, int row) {
    return new double[] {Exponential.sigmoid(margins[0][row])};
  }

  @Override
  public double[] base(LabelSums sums) {
    double p = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, sums.mean()));
    return new double[] {StrictMath.log(p / (1 - p))};
  }
}
