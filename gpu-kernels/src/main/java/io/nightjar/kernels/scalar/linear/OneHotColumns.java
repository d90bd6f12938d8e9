package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of which most are 0/1 and not there: a group costs one gather a row for its margins and
 * one scatter for its products. Margins have the bits of the same columns written out, since what a
 * 0 adds changes no sum; products with 0/1 columns are summed row by row in order.
 */
final class OneHotColumns implements Columns {
  private final OneHotBlock block;
  private final Columns dense;
  private final List<Run> runs = new ArrayList<>();

  OneHotColumns(OneHotBlock block, LinearLoops loops) {
    this.block = block;
    this.dense = loops.columns(block.dense());
    int[] places = block.places();
    int from = 0;
    for (int k = 1; k <= places.length; k++) {
      if (k == places.length || places[k] != places[k - 1] + 1) {
        runs.add(new Run(places[from], run(loops, block.dense(), from, k)));
        from = k;
      }
    }
  }

  /**
   * Dense columns beside each other.
   *
   * @param start where the first of them stands in the block
   */
  private record Run(int start, Columns columns) {
    void addMargins(int from, int rows, double[] beta, double[] into) {
      double[] own = Arrays.copyOfRange(beta, start, start + columns.count());
      columns.addMargins(from, rows, own, into);
    }
  }

  private static Columns run(LinearLoops loops, FeatureBlock dense, int from, int to) {
    return dense instanceof ColumnBlock floats
        ? loops.columns(Arrays.copyOfRange(floats.arrays(), from, to))
        : loops.columns(Arrays.copyOfRange(((DoubleColumnBlock) dense).arrays(), from, to));
  }

  @Override
  public int count() {
    return block.columns();
  }

  @Override
  public void addMargins(int from, int rows, double[] beta, double[] into) {
    int k = 0;
    for (int g = 0; g < block.groups(); g++) {
      for (; k < runs.size() && runs.get(k).start < block.start(g); k++) {
        runs.get(k).addMargins(from, rows, beta, into);
      }
      addOnes(block.ones(g), from, rows, beta, into);
    }
    for (; k < runs.size(); k++) {
      runs.get(k).addMargins(from, rows, beta, into);
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
