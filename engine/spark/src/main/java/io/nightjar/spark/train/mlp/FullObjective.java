package io.nightjar.spark.train.mlp;

import io.nightjar.spark.train.mlp.pass.GradientSums;
import io.nightjar.spark.train.mlp.pass.NetworkShape;
import io.nightjar.spark.train.solve.Objective;

/** The objective over all rows, as a smooth function of θ. */
final class FullObjective implements Objective {
  private final MlpSpec spec;
  private final TrainingRows rows;

  FullObjective(MlpSpec spec, TrainingRows rows) {
    this.spec = spec;
    this.rows = rows;
  }

  @Override
  public Evaluation at(double[] theta) {
    if (!NetworkShape.areFinite(theta)) {
      return new Evaluation(Double.NaN, new double[theta.length]); // a step that goes too far
    }
    GradientSums sums = rows.gradient(theta, Step.ALL);
    double[] gradient = sums.meanGradient();
    double penalty = spec.shape().penalize(spec.config().lambda(), theta, gradient);
    return new Evaluation(sums.meanLoss() + penalty, gradient);
  }
}
