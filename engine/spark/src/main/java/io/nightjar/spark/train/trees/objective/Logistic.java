package io.nightjar.spark.train.trees.objective;

/** Labels 0 and 1, p = 1/(1 + e^−m): g = w·(p − y), h = w·p·(1 − p); starts at the log-odds. */
public final class Logistic implements Objective {
  private static final long serialVersionUID = 1L;
  private static final double LEAST_HESSIAN = 1e-16;
  private static final double LEAST_SHARE = 1e-15;

  @Override
  public String metric() {
    return "log_loss";
  }

  @Override
  public void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into) {
    double[] y = labels.values();
    double[] margin = margins[0];
    for (int i = rows.from(); i < rows.to(); i++) {
      double p = Exponential.sigmoid(margin[i]);
      double w = labels.weight(i);
      into[0].set(i, w * (p - y[i]), w * Math.max(p * (1 - p), LEAST_HESSIAN));
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
