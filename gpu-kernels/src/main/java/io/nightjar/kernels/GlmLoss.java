package io.nightjar.kernels;

import io.nightjar.kernels.scalar.Loops;
import io.nightjar.kernels.scalar.MultinomialLoss;
import io.nightjar.kernels.scalar.RowLoss;
import io.nightjar.kernels.scalar.SquaredLoss;

/** Losses of the linear family; m is a row's margin, y its label. */
public enum GlmLoss {
  /** log(1 + eᵐ) − y·m, labels 0 or 1, one margin a row. */
  LOGISTIC,
  /** log Σₖ e^m[k] − m[y], labels 0..K−1, K margins a row. */
  MULTINOMIAL,
  /** ½(y − m)², any finite label, one margin a row. */
  SQUARED;

  RowLoss rowLoss(Loops loops) {
    return switch (this) {
      case LOGISTIC -> loops.logistic();
      case MULTINOMIAL -> new MultinomialLoss();
      case SQUARED -> new SquaredLoss();
    };
  }
}
