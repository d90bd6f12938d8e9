package io.nightjar.spark.train.solve;

/** A function F = f + Σwᵢ·|xᵢ| to be minimised within bounds of each xᵢ, f smooth. */
public interface Objective {
  /** f at a place, and its gradient there. */
  Evaluation at(double[] x);

  /** wᵢ, what |xᵢ| costs; 0 or more. */
  default double l1(int i) {
    return 0;
  }

  /** The least that xᵢ may be. */
  default double lower(int i) {
    return Double.NEGATIVE_INFINITY;
  }

  /** The most that xᵢ may be. */
  default double upper(int i) {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * One evaluation.
   *
   * @param value f
   * @param gradient of f
   */
  record Evaluation(double value, double[] gradient) {}
}
