package io.nightjar.spark.train.solve;

/** Steps down a function whose gradient is known from samples alone. Keeps a memory of its own. */
public interface Optimizer {
  /**
   * One step.
   *
   * @param theta where to step from; changed
   * @param gradient there
   */
  void step(double[] theta, double[] gradient);
}
