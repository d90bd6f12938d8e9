package io.nightjar.scorer.explain;

import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.model.Coefficients;

/**
 * Σ βⱼ·(xⱼ − E xⱼ) by input column where 0/1 columns are not there: a group's −Σ βⱼ·E xⱼ is summed
 * once a class, and a row adds the β of its 1.
 */
final class OneHotChanges {
  private final OneHotBlock block;
  private final Coefficients coefficients;
  private final double[] means;

  OneHotChanges(OneHotBlock block, Coefficients coefficients, double[] means) {
    this.block = block;
    this.coefficients = coefficients;
    this.means = means;
  }

  /**
   * Adds them.
   *
   * @param sources by design column, the place of its input column
   * @param outputs by row, the class; −1 for none
   * @param values [input columns][rows]
   */
  void add(int[] sources, int[] outputs, double[] values) {
    int rows = block.rows();
    for (int k = 0; k < block.places().length; k++) {
      int j = block.places()[k];
      for (int row = 0; row < rows; row++) {
        if (outputs[row] >= 0) {
          double change = LinearExplainer.value(block.dense(), k, row) - means[j];
          values[sources[j] * rows + row] += coefficients.get(outputs[row], j) * change;
        }
      }
    }
    for (int g = 0; g < block.groups(); g++) {
      double[] atZero = atZero(g);
      int at = sources[block.start(g)] * rows;
      for (int row = 0; row < rows; row++) {
        if (outputs[row] >= 0) {
          int one = block.ones(g)[row];
          double beta = one < 0 ? 0 : coefficients.get(outputs[row], one);
          values[at + row] += atZero[outputs[row]] + beta;
        }
      }
    }
  }

  /** −Σ βⱼ·E xⱼ of a group, by class. */
  private double[] atZero(int group) {
    double[] sums = new double[coefficients.classes()];
    for (int k = 0; k < sums.length; k++) {
      for (int j = block.start(group); j < block.start(group) + block.size(group); j++) {
        sums[k] -= coefficients.get(k, j) * means[j];
      }
    }
    return sums;
  }
}
