package io.nightjar.kernels.scalar.dense;

import java.util.Arrays;

/**
 * A matrix C, [rows][n], that begins somewhere in an array; chains start at β·c, or at 0 where β is
 * 0.
 */
record ScaledSink(float[] array, int from, int stride, float beta) implements BlockSink {
  @Override
  public int offset(Block block) {
    return from + block.row() * stride + block.column();
  }

  @Override
  public void begin(Block block) {
    if (beta == 1) {
      return;
    }
    if (block.columns() == stride) {
      start(offset(block), offset(block) + block.rows() * stride);
      return;
    }
    for (int i = 0; i < block.rows(); i++) {
      start(offset(block) + i * stride, offset(block) + i * stride + block.columns());
    }
  }

  private void start(int begin, int end) {
    if (beta == 0) {
      Arrays.fill(array, begin, end, 0f);
      return;
    }
    for (int i = begin; i < end; i++) {
      array[i] *= beta;
    }
  }

  @Override
  public void end(Block block) {}
}
