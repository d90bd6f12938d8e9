package io.nightjar.spark.train.solve;

import java.io.Serializable;
import java.util.List;

/**
 * Where {@link QuasiNewton} has come to.
 *
 * @param iterations how many are done
 * @param still of which the last so many changed the objective little
 * @param enough the largest component of the subgradient at which it stops
 * @param x the place
 * @param steps the last ones, the oldest first
 * @param changes of the gradient, by step
 */
public record QuasiNewtonState(
    int iterations,
    int still,
    double enough,
    double[] x,
    List<double[]> steps,
    List<double[]> changes)
    implements Serializable {

  QuasiNewtonState(int iterations, int still, double enough, double[] x, StepHistory history) {
    this(iterations, still, enough, x, history.steps(), history.changes());
  }
}
