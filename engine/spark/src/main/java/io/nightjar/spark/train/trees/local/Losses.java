package io.nightjar.spark.train.trees.local;

import io.nightjar.metrics.ExactSum;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.objective.RowRange;
import java.io.Serializable;

/** Exact weighted sums of losses, so that their mean hangs on no order. */
public final class Losses implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum loss = new ExactSum();
  private final ExactSum weight = new ExactSum();

  /** Adds some rows; {@code margins} is [outputs][rows]. */
  void add(Objective objective, Labels labels, double[][] margins, RowRange rows) {
    for (int row = rows.from(); row < rows.to(); row++) {
      double w = labels.weight(row);
      loss.addProduct(w, objective.loss(labels.values()[row], margins, row));
      weight.add(w);
    }
  }

  /** Adds all that the other has summed. */
  public void add(Losses other) {
    loss.add(other.loss);
    weight.add(other.weight);
  }

  /** The weighted mean. */
  public double mean() {
    return loss.doubleValue() / weight.doubleValue();
  }
}
