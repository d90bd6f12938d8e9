package io.nightjar.spark.train.solve;

/** Steps down a function whose gradient is known from samples alone. Keeps a memory of its own. */
public interface Optimizer {
  /**
   * One step.
   *
   * @param learningRate η, above 0
   * @param theta where to step from; changed
   * @param gradient there
   */
  void step(double learningRate, double[] theta, double[] gradient);
}
