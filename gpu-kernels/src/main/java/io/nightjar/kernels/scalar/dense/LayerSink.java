package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Activation;

/** A layer's outputs: chains start at the bias, and are activated at their end. */
record LayerSink(DenseLoops loops, Activation activation, float[] bias, float[] array)
    implements BlockSink {
  @Override
  public int offset(Block block) {
    return block.row() * stride() + block.column();
  }

  @Override
  public int stride() {
    return bias.length;
  }

  @Override
  public void begin(Block block) {
    if (block.columns() == stride()) {
      beginRows(offset(block), block.rows() * stride());
      return;
    }
    for (int i = 0; i < block.rows(); i++) {
      System.arraycopy(bias, block.column(), array, offset(block) + i * stride(), block.columns());
    }
  }

  /** Whole rows in ever longer copies, because short ones cost more than what they copy. */
  private void beginRows(int from, int length) {
    System.arraycopy(bias, 0, array, from, stride());
    for (int done = stride(); done < length; done *= 2) {
      System.arraycopy(array, from, array, from + done, Math.min(done, length - done));
    }
  }

  @Override
  public void end(Block block) {
    int from = offset(block);
    if (block.columns() == stride()) {
      loops.activate(activation, array, from, from + block.rows() * stride());
      return;
    }
    for (int i = 0; i < block.rows(); i++) {
      loops.activate(activation, array, from + i * stride(), from + i * stride() + block.columns());
    }
  }
}
