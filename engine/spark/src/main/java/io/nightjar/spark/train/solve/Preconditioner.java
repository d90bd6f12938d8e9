package io.nightjar.spark.train.solve;

/** A rough inverse of an objective's Hessian. */
@FunctionalInterface
public interface Preconditioner {
  /** Its product with v, in a new array. */
  double[] times(double[] v);
}
