package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.block.SparseBlock;

/** Rows of which only the values that are not 0 are there. */
record SparseRows(SparseBlock block) implements WideRows {
  @Override
  public SparseRows sizes() {
    float[] sizes = new float[block.values().length];
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = Math.abs(block.values()[k]);
    }
    return new SparseRows(new SparseBlock(block.columns(), block.offsets(), block.places(), sizes));
  }

  @Override
  public double margin(int row, double[] coefficients) {
    double margin = coefficients[block.columns()];
    for (int k = block.offsets()[row]; k < block.offsets()[row + 1]; k++) {
      margin += coefficients[block.places()[k]] * block.values()[k];
    }
    return margin;
  }

  @Override
  public void add(int row, double factor, double[] sums) {
    for (int k = block.offsets()[row]; k < block.offsets()[row + 1]; k++) {
      sums[block.places()[k]] += factor * block.values()[k];
    }
    sums[block.columns()] += factor;
  }

  @Override
  public int terms() {
    int most = 0;
    for (int row = 0; row < block.rows(); row++) {
      most = Math.max(most, block.offsets()[row + 1] - block.offsets()[row]);
    }
    return most;
  }
}
