package io.nightjar.kernels;

import io.nightjar.kernels.scalar.LogisticLoss;
import io.nightjar.kernels.scalar.MultinomialLoss;
import io.nightjar.kernels.scalar.RowLoss;
import io.nightjar.kernels.scalar.SquaredLoss;

/** Losses of the linear family; m is a row's margin, y its label. */
public enum GlmLoss {
  /** log(1 + eᵐ) − y·m, labels 0 or 1, one margin a row. */
  LOGISTIC(new LogisticLoss()),
  /** log Σₖ e^m[k] − m[y], labels 0..K−1, K margins a row. */
  MULTINOMIAL(new MultinomialLoss()),
  /** ½(y − m)², any finite label, one margin a row. */
  SQUARED(new SquaredLoss());

  private final transient RowLoss rowLoss;

  GlmLoss(RowLoss rowLoss) {
    this.rowLoss = rowLoss;
  }

  RowLoss rowLoss() {
    return rowLoss;
  }
}
