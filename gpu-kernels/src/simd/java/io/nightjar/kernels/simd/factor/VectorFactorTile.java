package io.nightjar.kernels.simd.factor;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.BEHIND;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.widened;

import io.nightjar.kernels.scalar.factor.FactorTile;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/**
 * Four by eight entries at a time, whose sums stay in registers while the rows go by. The rows
 * stand in panels of a few factors, row after row, so that a loop down the rows reads one word
 * after the other.
 */
public final class VectorFactorTile extends FactorTile {
  private static final int LANES = VectorDoubles.COUNT;

  /** Factors of a panel of v. */
  private static final int WIDE = 2 * LANES;

  /** Factors of a panel of w·v. */
  private static final int NARROW = 4;

  /** v: factor j of row t at {@link #wide}(j) + WIDE·t. */
  private final double[] rows;

  /** w·v: factor i of row t at {@link #narrow}(i) + NARROW·t. */
  private final double[] weighted;

  /** An empty tile of that rank. */
  public VectorFactorTile(int rank) {
    super(rank);
    rows = new double[ROWS * stride];
    weighted = new double[ROWS * stride];
  }

  /** Where factor j of row 0 stands in {@link #rows}. */
  private static int wide(int j) {
    return (j & -WIDE) * ROWS + (j & WIDE - 1);
  }

  /** Where factor i of row 0 stands in {@link #weighted}. */
  private static int narrow(int i) {
    return (i & -NARROW) * ROWS + (i & NARROW - 1);
  }

  @Override
  protected void gather(float[] factors, int from, int t) {
    // The last four of the last row may have nothing behind them to be loaded too.
    int there = Math.min(rank, factors.length - from - BEHIND);
    int whole = Math.max(there, 0) / LANES * LANES;
    DoubleVector w = all(weights[t]);
    DoubleVector r = all(targets[t]);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector v = widened(factors, from + j);
      store(v, rows, wide(j) + WIDE * t);
      store(mul(w, v), weighted, narrow(j) + NARROW * t);
      store(fma(r, v, load(b, j)), b, j);
    }
    for (int j = whole; j < rank; j++) {
      double v = factors[from + j];
      rows[wide(j) + WIDE * t] = v;
      weighted[narrow(j) + NARROW * t] = weights[t] * v;
      b[j] = Math.fma(targets[t], v, b[j]);
    }
  }

  @Override
  protected void add() {
    for (int i = 0; i < rank; i += NARROW) {
      for (int j = 0; j < i + NARROW; j += WIDE) {
        addBlock(i, j);
      }
    }
  }

  private void addBlock(int i, int j) {
    double[] v = rows;
    double[] w = weighted;
    int column = wide(j);
    int row = narrow(i);
    DoubleVector s00 = load(a[i], j);
    DoubleVector s01 = load(a[i], j + LANES);
    DoubleVector s10 = load(a[i + 1], j);
    DoubleVector s11 = load(a[i + 1], j + LANES);
    DoubleVector s20 = load(a[i + 2], j);
    DoubleVector s21 = load(a[i + 2], j + LANES);
    DoubleVector s30 = load(a[i + 3], j);
    DoubleVector s31 = load(a[i + 3], j + LANES);
    int end = count;
    for (int t = 0; t < end; t++) {
      DoubleVector v0 = load(v, column + WIDE * t);
      DoubleVector v1 = load(v, column + WIDE * t + LANES);
      DoubleVector w0 = all(w[row + NARROW * t]);
      s00 = fma(w0, v0, s00);
      s01 = fma(w0, v1, s01);
      DoubleVector w1 = all(w[row + NARROW * t + 1]);
      s10 = fma(w1, v0, s10);
      s11 = fma(w1, v1, s11);
      DoubleVector w2 = all(w[row + NARROW * t + 2]);
      s20 = fma(w2, v0, s20);
      s21 = fma(w2, v1, s21);
      DoubleVector w3 = all(w[row + NARROW * t + 3]);
      s30 = fma(w3, v0, s30);
      s31 = fma(w3, v1, s31);
    }
    store(s00, a[i], j);
    store(s01, a[i], j + LANES);
    store(s10, a[i + 1], j);
    store(s11, a[i + 1], j + LANES);
    store(s20, a[i + 2], j);
    store(s21, a[i + 2], j + LANES);
    store(s30, a[i + 3], j);
    store(s31, a[i + 3], j + LANES);
  }
}
