package io.nightjar.spark.train.solve;

import java.util.List;

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

  /** All that the next step hangs on beside its arguments, in a fixed order; borrowed. */
  List<double[]> memory();

  /** Takes over the {@link #memory} of another one of this kind and length. */
  void recall(List<double[]> memory);
}
