package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.OneHotBlock;
import java.util.Arrays;

/**
 * Columns of which most are 0/1 and not there: a group costs one gather a row for its margins and
 * one scatter for its products. Margins have the bits of the same columns written out, since what a
 * 0 adds changes no sum; products with 0/1 columns are summed row by row in order.
 */
final class OneHotColumns implements Columns {
  private final OneHotBlock block;
  private final Columns dense;

  OneHotColumns(OneHotBlock block, Columns dense) {
    this.block = block;
    this.dense = dense;
  }

  @Override
  public int count() {
    return block.columns();
  }

  @Override
  public void margins(int from, int rows, double[] beta, double[] into) {
    Arrays.fill(into, 0, rows, 0);
    int[] places = block.places();
    int k = 0;
    for (int g = 0; g < block.groups(); g++) {
      for (; k < places.length && places[k] < block.start(g); k++) {
        addDense(k, from, rows, beta[places[k]], into);
      }
      addOnes(block.ones(g), from, rows, beta, into);
    }
    for (; k < places.length; k++) {
      addDense(k, from, rows, beta[places[k]], into);
    }
    double intercept = beta[block.columns()];
    for (int i = 0; i < rows; i++) {
      into[i] += intercept;
    }
  }

  private void addDense(int k, int from, int rows, double beta, double[] into) {
    if (block.dense() instanceof ColumnBlock floats) {
      float[] x = floats.column(k);
      for (int i = 0; i < rows; i++) {
        into[i] += beta * x[from + i];
      }
    } else {
      double[] x = ((DoubleColumnBlock) block.dense()).column(k);
      for (int i = 0; i < rows; i++) {
        into[i] += beta * x[from + i];
      }
    }
  }

  private static void addOnes(int[] ones, int from, int rows, double[] beta, double[] into) {
    for (int i = 0; i < rows; i++) {
      int one = ones[from + i];
      if (one >= 0) {
        into[i] += beta[one];
      }
    }
  }

  @Override
  public void addProducts(int from, int rows, double[] factors, double[] sums) {
    int[] places = block.places();
    double[] own = new double[places.length + 1];
    dense.addProducts(from, rows, factors, own);
    for (int k = 0; k < places.length; k++) {
      sums[places[k]] += own[k];
    }
    for (int g = 0; g < block.groups(); g++) {
      int[] ones = block.ones(g);
      for (int i = 0; i < rows; i++) {
        int one = ones[from + i];
        if (one >= 0) {
          sums[one] += factors[i];
        }
      }
    }
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    int k = Arrays.binarySearch(block.places(), column);
    if (k >= 0) {
      dense.shifted(k, from, rows, shift, into);
      return;
    }
    int[] ones = block.ones(groupOf(column));
    for (int i = 0; i < rows; i++) {
      into[i] = (ones[from + i] == column ? 1 : 0) - shift;
    }
  }

  private int groupOf(int column) {
    int group = 0;
    while (group + 1 < block.groups() && block.start(group + 1) <= column) {
      group++;
    }
    return group;
  }
}
