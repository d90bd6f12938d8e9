package io.nightjar.kernels.scalar.dense;

import java.util.Arrays;

/** A whole matrix C, [rows][n]; chains start at β·c, or at 0 where β is 0. */
record ScaledSink(float[] array, int stride, float beta) implements BlockSink {
  @Override
  public int offset(Block block) {
    return block.row() * stride + block.column();
  }

  @Override
  public void begin(Block block) {
    if (beta == 1) {
      return;
    }
    for (int i = 0; i < block.rows(); i++) {
      int from = offset(block) + i * stride;
      if (beta == 0) {
        Arrays.fill(array, from, from + block.columns(), 0f);
      } else {
        scale(from, from + block.columns());
      }
    }
  }

  private void scale(int from, int to) {
    for (int i = from; i < to; i++) {
      array[i] *= beta;
    }
  }

  @Override
  public void end(Block block) {}
}
