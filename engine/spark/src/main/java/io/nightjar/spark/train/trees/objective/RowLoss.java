package io.nightjar.spark.train.trees.objective;

import java.io.Serializable;

/** A loss of one label and one margin. */
interface RowLoss extends Serializable {
  String metric();

  double loss(double y, double m);

  /** ∂ℓ/∂m. */
  double first(double y, double m);

  /** ∂²ℓ/∂m², or a bound of it. */
  double second(double y, double m);

  /** The margin to start with, of labels with that mean. */
  default double base(double mean) {
    return mean;
  }

  /** What a margin predicts. */
  default double prediction(double m) {
    return m;
  }

  default double leafQuantile() {
    return Double.NaN;
  }
}
