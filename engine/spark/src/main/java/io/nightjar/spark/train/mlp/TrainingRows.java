package io.nightjar.spark.train.mlp;

import io.nightjar.spark.train.mlp.pass.GradientSums;

/** Rows to learn from, wherever they lie. */
interface TrainingRows {

  /** The loss of a step's rows and its gradient at θ, without a penalty. */
  GradientSums gradient(double[] theta, Step step);

  /** The mean loss of the validation rows at θ; NaN where it is not finite. */
  double validationLoss(double[] theta);
}
