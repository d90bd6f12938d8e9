package io.nightjar.spark.train.trees.objective;

/** Objectives of a number. */
public final class Regression implements Objective {
  private static final long serialVersionUID = 1L;

  private final RowLoss loss;

  private Regression(RowLoss loss) {
    this.loss = loss;
  }

  /** ½·(y − m)². */
  public static Objective squared() {
    return new Regression(new ResidualLoss.Squared());
  }

  /** |y − m|: leaves are medians of residuals. */
  public static Objective absolute() {
    return quantile(0.5);
  }

  /**
   * The check function of quantile q: leaves are quantiles of residuals.
   *
   * @param q in (0, 1)
   */
  public static Objective quantile(double q) {
    return new Regression(new ResidualLoss.Check(q));
  }

  /** Squared up to δ, linear beyond. */
  public static Objective huber(double delta) {
    return new Regression(new ResidualLoss.Huber(delta));
  }

  /** Counts: mean eᵐ. */
  public static Objective poisson() {
    return new Regression(new LogLinkLoss.Poisson());
  }

  /** Positive numbers: mean eᵐ, variance as its square. */
  public static Objective gamma() {
    return new Regression(new LogLinkLoss.Gamma());
  }

  /**
   * Numbers from 0 on, many of them 0: mean eᵐ, variance as its power.
   *
   * @param power in (1, 2)
   */
  public static Objective tweedie(double power) {
    return new Regression(new LogLinkLoss.Tweedie(power));
  }

  @Override
  public String metric() {
    return loss.metric();
  }

  @Override
  public void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into) {
    double[] y = labels.values();
    double[] margin = margins[0];
    for (int i = rows.from(); i < rows.to(); i++) {
      double w = labels.weight(i);
      into[0].set(i, w * loss.first(y[i], margin[i]), w * loss.second(y[i], margin[i]));
    }
  }

  @Override
  public double loss(double label, double[][] margins, int row) {
    return loss.loss(label, margins[0][row]);
  }

  @Override
  public double[] prediction(double[][] margins, int row) {
    return new double[] {loss.prediction(margins[0][row])};
  }

  @Override
  public double[] base(LabelSums sums) {
    return new double[] {loss.base(sums.mean())};
  }

  @Override
  public double leafQuantile() {
    return loss.leafQuantile();
  }
}
