package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.OneHotBlock;

/**
 * A block of places of ones as anybody would read it, a row at a time.
 *
 * @param dense its dense columns
 */
record OneHotRows(OneHotBlock block, float[][] dense) implements WideRows {
  static OneHotRows of(OneHotBlock block) {
    return new OneHotRows(block, ((ColumnBlock) block.dense()).arrays());
  }

  @Override
  public OneHotRows sizes() {
    float[][] sizes = new float[dense.length][block.rows()];
    for (int j = 0; j < dense.length; j++) {
      for (int i = 0; i < block.rows(); i++) {
        sizes[j][i] = Math.abs(dense[j][i]);
      }
    }
    return new OneHotRows(block, sizes);
  }

  @Override
  public double margin(int row, double[] coefficients) {
    double margin = coefficients[block.columns()];
    for (int j = 0; j < dense.length; j++) {
      margin += coefficients[block.places()[j]] * dense[j][row];
    }
    for (int g = 0; g < block.groups(); g++) {
      int one = block.ones(g)[row];
      margin += one < 0 ? 0 : coefficients[one];
    }
    return margin;
  }

  @Override
  public void add(int row, double factor, double[] sums) {
    for (int j = 0; j < dense.length; j++) {
      sums[block.places()[j]] += factor * dense[j][row];
    }
    for (int g = 0; g < block.groups(); g++) {
      int one = block.ones(g)[row];
      if (one >= 0) {
        sums[one] += factor;
      }
    }
    sums[block.columns()] += factor;
  }

  @Override
  public int terms() {
    return dense.length + block.groups();
  }
}
