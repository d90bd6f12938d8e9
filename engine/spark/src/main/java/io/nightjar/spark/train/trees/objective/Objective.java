package io.nightjar.spark.train.trees.objective;

import java.io.Serializable;

/**
 * A loss ℓ(y, m) of label y and margin m (of several margins where there are classes), with g =
 * w·∂ℓ/∂m and h = w·∂²ℓ/∂m² or a bound of it.
 */
public interface Objective extends Serializable {

  /** How many margins a row has, which is how many trees a round has. */
  default int outputs() {
    return 1;
  }

  /** What the mean of {@link #loss} is called in reports. */
  String metric();

  /**
   * Writes the gradients of some rows.
   *
   * @param margins [outputs][rows]
   * @param into [outputs]
   */
  void gradients(Labels labels, double[][] margins, RowRange rows, Gradients[] into);

  /** The loss of one row, without its weight. */
  double loss(double label, double[][] margins, int row);

  /** What a row's margins predict: probabilities, or a number; one an output. */
  default double[] prediction(double[][] margins, int row) {
    double[] prediction = new double[margins.length];
    for (int k = 0; k < prediction.length; k++) {
      prediction[k] = margins[k][row];
    }
    return prediction;
  }

  /** The margins that every row starts with, one an output. */
  double[] base(LabelSums sums);

  /**
   * The quantile of the residuals y − m that a leaf's value is renewed to once its tree has grown,
   * because second derivatives say nothing of this loss; NaN where a leaf's value is −G/(H + λ).
   */
  default double leafQuantile() {
    return Double.NaN;
  }
}
