package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.metrics.ExactSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Σw and Σw·loss of some rows, exact, so that their mean hangs on no order of theirs, and what the
 * kernels did for it.
 */
public final class LossSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weights = new ExactSum();
  private final ExactSum losses = new ExactSum();
  private ArrayList<KernelUse> uses = new ArrayList<>();
  private boolean finite = true;

  void add(double weight, double loss) {
    finite &= Double.isFinite(loss);
    if (finite) {
      weights.add(weight);
      losses.addProduct(weight, loss);
    }
  }

  /** What the kernels did. */
  public List<KernelUse> uses() {
    return Collections.unmodifiableList(uses);
  }

  /** Notes what the kernels did. */
  public void add(List<KernelUse> more) {
    uses = new ArrayList<>(KernelUse.merge(uses, more));
  }

  /** Adds another's sums. */
  public LossSums plus(LossSums other) {
    finite &= other.finite;
    weights.add(other.weights);
    losses.add(other.losses);
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }

  /** Σw·loss / Σw; NaN where a row's loss is not finite. */
  public double mean() {
    return finite ? losses.doubleValue() / weights.doubleValue() : Double.NaN;
  }
}
