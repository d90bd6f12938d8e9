package io.nightjar.spark.train.trees.objective;

/**
 * The labels and weights of some rows; arrays are borrowed.
 *
 * @param values the label of each row: 0 or 1, the class, or the number
 * @param weights the weight of each row; null where all are 1
 */
public record Labels(double[] values, double[] weights) {

  /** How many rows. */
  public int rows() {
    return values.length;
  }

  /** A row's weight. */
  public double weight(int row) {
    return weights == null ? 1 : weights[row];
  }
}
