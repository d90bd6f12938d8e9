package io.nightjar.kernels.opencl.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;

/** What a gradient kernel is loaded with. */
record GradientTask(GlmLoss loss, int classes, ColumnBlock block, GlmTarget target) {
  int rows() {
    return block.rows();
  }

  /** Features one column after the other. */
  float[] flattened() {
    float[] flat = new float[block.columns() * rows()];
    for (int j = 0; j < block.columns(); j++) {
      System.arraycopy(block.column(j), 0, flat, j * rows(), rows());
    }
    return flat;
  }

  double label(int row) {
    return target.labels()[row];
  }

  double weight(int row) {
    return target.weights() == null ? 1 : target.weights()[row];
  }
}
