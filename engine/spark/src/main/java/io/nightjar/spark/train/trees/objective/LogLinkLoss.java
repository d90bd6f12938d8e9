package io.nightjar.spark.train.trees.objective;

import io.nightjar.spark.train.elementary.Exponential;

/** Losses of a mean eᵐ: negative logarithms of likelihoods, without what hangs on y alone. */
final class LogLinkLoss {
  private static final double LEAST_MEAN = 1e-300;

  private LogLinkLoss() {}

  private static double logMean(double mean) {
    return StrictMath.log(Math.max(LEAST_MEAN, mean));
  }

  /** eᵐ − y·m. As in XGBoost h = e^(m + 0.7), which keeps the first steps short. */
  record Poisson() implements RowLoss {
    private static final double CAUTION = 0.7;

    @Override
    public String metric() {
      return "poisson_loss";
    }

    @Override
    public double loss(double y, double m) {
      return Exponential.exp(m) - y * m;
    }

    @Override
    public double first(double y, double m) {
      return Exponential.exp(m) - y;
    }

    @Override
    public double second(double y, double m) {
      return Exponential.exp(m + CAUTION);
    }

    @Override
    public double prediction(double m) {
      return Exponential.exp(m);
    }

    @Override
    public double base(double mean) {
      return logMean(mean);
    }
  }

  /** y·e^−m + m. */
  record Gamma() implements RowLoss {
    @Override
    public String metric() {
      return "gamma_loss";
    }

    @Override
    public double loss(double y, double m) {
      return y * Exponential.exp(-m) + m;
    }

    @Override
    public double first(double y, double m) {
      return 1 - y * Exponential.exp(-m);
    }

    @Override
    public double second(double y, double m) {
      return y * Exponential.exp(-m);
    }

    @Override
    public double prediction(double m) {
      return Exponential.exp(m);
    }

    @Override
    public double base(double mean) {
      return logMean(mean);
    }
  }

  /** e^((2−ρ)m)/(2 − ρ) − y·e^((1−ρ)m)/(1 − ρ). */
  record Tweedie(double power) implements RowLoss {
    @Override
    public String metric() {
      return "tweedie_loss";
    }

    @Override
    public double loss(double y, double m) {
      return Exponential.exp((2 - power) * m) / (2 - power)
          - y * Exponential.exp((1 - power) * m) / (1 - power);
    }

    @Override
    public double first(double y, double m) {
      return Exponential.exp((2 - power) * m) - y * Exponential.exp((1 - power) * m);
    }

    @Override
    public double second(double y, double m) {
      return (2 - power) * Exponential.exp((2 - power) * m)
          - (1 - power) * y * Exponential.exp((1 - power) * m);
    }

    @Override
    public double prediction(double m) {
      return Exponential.exp(m);
    }

    @Override
    public double base(double mean) {
      return logMean(mean);
    }
  }
}
