package io.nightjar.spark.train.trees.objective;

/**
 * First and second derivatives of the loss by the margin of one output, a row each, written in
 * place.
 *
 * @param first g
 * @param second h, not negative
 */
public record Gradients(float[] first, float[] second) {

  /** Room for some rows. */
  public static Gradients of(int rows) {
    return new Gradients(new float[rows], new float[rows]);
  }

  void set(int row, double g, double h) {
    first[row] = (float) g;
    second[row] = (float) h;
  }
}
