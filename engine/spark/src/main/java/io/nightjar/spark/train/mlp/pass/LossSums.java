package io.nightjar.spark.train.mlp.pass;

import io.nightjar.metrics.ExactSum;
import java.io.Serializable;

/** Σw and Σw·loss of some rows, exact, so that their mean hangs on no order of theirs. */
public final class LossSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weights = new ExactSum();
  private final ExactSum losses = new ExactSum();
  private boolean finite = true;

  void add(double weight, double loss) {
    finite &= Double.isFinite(loss);
    if (finite) {
      weights.add(weight);
      losses.addProduct(weight, loss);
    }
  }

  /** Adds another's sums. */
  public LossSums plus(LossSums other) {
    finite &= other.finite;
    weights.add(other.weights);
    losses.add(other.losses);
    return this;
  }

  /** Σw·loss / Σw; NaN where a row's loss is not finite. */
  public double mean() {
    return finite ? losses.doubleValue() / weights.doubleValue() : Double.NaN;
  }
}
