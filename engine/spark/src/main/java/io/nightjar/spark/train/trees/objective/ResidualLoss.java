package io.nightjar.spark.train.trees.objective;

/** Losses of the residual m − y. */
final class ResidualLoss {
  private ResidualLoss() {}

  /** ½·(m − y)²; reported as (m − y)². */
  record Squared() implements RowLoss {
    @Override
    public String metric() {
      return "mse";
    }

    @Override
    public double loss(double y, double m) {
      return (m - y) * (m - y);
    }

    @Override
    public double first(double y, double m) {
      return m - y;
    }

    @Override
    public double second(double y, double m) {
      return 1;
    }
  }

  /** q·(y − m) where y is greater, (1 − q)·(m − y) where not; twice that for the median. */
  record Check(double q) implements RowLoss {
    @Override
    public String metric() {
      return q == 0.5 ? "mae" : "pinball_loss";
    }

    @Override
    public double loss(double y, double m) {
      double loss = y > m ? q * (y - m) : (1 - q) * (m - y);
      return q == 0.5 ? 2 * loss : loss;
    }

    @Override
    public double first(double y, double m) {
      return y > m ? -q : m > y ? 1 - q : 0;
    }

    @Override
    public double second(double y, double m) {
      return 1;
    }

    @Override
    public double leafQuantile() {
      return q;
    }
  }

  /** ½·(m − y)² up to δ, δ·(|m − y| − ½·δ) beyond. */
  record Huber(double delta) implements RowLoss {
    @Override
    public String metric() {
      return "huber_loss";
    }

    @Override
    public double loss(double y, double m) {
      double off = Math.abs(m - y);
      return off <= delta ? 0.5 * off * off : delta * (off - 0.5 * delta);
    }

    @Override
    public double first(double y, double m) {
      return Math.max(-delta, Math.min(delta, m - y));
    }

    @Override
    public double second(double y, double m) {
      return 1;
    }
  }
}
