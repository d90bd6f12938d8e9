package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.SparseBlock;

/**
 * Columns of which only the values that are not 0 are there, row by row: a value costs one gather
 * for its margin and one scatter for its product. Margins have the bits of the same columns written
 * out, since what a 0 adds changes no sum; products are summed row by row in order.
 */
final class SparseColumns implements Columns {
  private final SparseBlock block;
  private final int[] offsets;
  private final int[] places;
  private final float[] values;

  SparseColumns(SparseBlock block) {
    this.block = block;
    this.offsets = block.offsets();
    this.places = block.places();
    this.values = block.values();
  }

  @Override
  public int count() {
    return block.columns();
  }

  @Override
  public void addMargins(int from, int rows, double[] beta, double[] into) {
    for (int i = 0; i < rows; i++) {
      double sum = into[i];
      for (int k = offsets[from + i]; k < offsets[from + i + 1]; k++) {
        sum += beta[places[k]] * values[k];
      }
      into[i] = sum;
    }
  }

  @Override
  public void addProducts(int from, int rows, double[] factors, double[] sums) {
    for (int i = 0; i < rows; i++) {
      double factor = factors[i];
      for (int k = offsets[from + i]; k < offsets[from + i + 1]; k++) {
        sums[places[k]] += factor * values[k];
      }
    }
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    for (int i = 0; i < rows; i++) {
      into[i] = block.value(from + i, column) - shift;
    }
  }
}
