package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.GlmTarget;

/**
 * Rows with what is known of them.
 *
 * @param columns features, d columns
 * @param rows n, how many rows of each array count
 * @param labels n labels
 * @param weights n weights, or null where every row weighs one
 */
public record LabelledRows(Columns columns, int rows, double[] labels, double[] weights) {
  static LabelledRows of(LinearLoops loops, FeatureBlock block, GlmTarget target) {
    return new LabelledRows(loops.columns(block), block.rows(), target.labels(), target.weights());
  }

  double weight(int row) {
    return weights == null ? 1 : weights[row];
  }
}
