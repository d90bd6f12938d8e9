package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.trees.objective.Labels;

/**
 * What is predicted for the validation rows so far.
 *
 * @param scores [outputs][rows]: probabilities, or numbers
 * @param labels of the same rows
 */
public record Predictions(double[][] scores, Labels labels) {

  /** How many rows. */
  public int rows() {
    return labels.rows();
  }

  /** All outputs of a row. */
  public double[] of(int row) {
    double[] of = new double[scores.length];
    for (int k = 0; k < of.length; k++) {
      of[k] = scores[k][row];
    }
    return of;
  }
}
