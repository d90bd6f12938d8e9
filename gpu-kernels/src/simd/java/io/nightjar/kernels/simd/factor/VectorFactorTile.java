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
 * stand in panels of eight factors, row after row, so that a loop down the rows reads one word
 * after the other.
 */
public final class VectorFactorTile extends FactorTile {
  private static final int LANES = VectorDoubles.COUNT;

  /** Factors of a panel. */
  private static final int WIDE = 2 * LANES;

  /** Rows of A whose sums are made together. */
  private static final int NARROW = 4;

  /** v: factor j of row t at {@link #panel}(j) + WIDE·t. */
  private final double[] rows;

  /** w·v, in the same places; of no use where each w is 1. */
  private final double[] weighted;

  private boolean weighs;

  /** An empty tile of that rank. */
  public VectorFactorTile(int rank) {
    super(rank);
    rows = new double[ROWS * stride];
    weighted = new double[ROWS * stride];
  }

  /** Where factor j of row 0 stands. */
  private static int panel(int j) {
    return (j & -WIDE) * ROWS + (j & WIDE - 1);
  }

  @Override
  protected void gather(float[] factors) {
    int last = 0;
    weighs = false;
    for (int t = 0; t < count; t++) {
      last = Math.max(last, starts[t]);
      weighs |= weights[t] != 1;
    }
    // Behind the last row's there may be no factors that can be loaded too.
    int whole = factors.length - last - WIDE - BEHIND;
    for (int j = 0; j < rank; j += WIDE) {
      if (j <= whole) {
        gatherPanel(factors, j);
      } else {
        gatherEach(factors, j, Math.min(rank, j + WIDE));
      }
    }
  }

  /** Factors j to j + 7 of all rows; those beyond the rank are the next row's, and of no use. */
  private void gatherPanel(float[] factors, int j) {
    double[] v = rows;
    double[] wv = weighted;
    int[] from = starts;
    int to = panel(j);
    DoubleVector b0 = load(b, j);
    DoubleVector b1 = load(b, j + LANES);
    boolean both = weighs;
    int end = count;
    for (int t = 0; t < end; t++) {
      DoubleVector v0 = widened(factors, from[t] + j);
      DoubleVector v1 = widened(factors, from[t] + j + LANES);
      store(v0, v, to + WIDE * t);
      store(v1, v, to + WIDE * t + LANES);
      if (both) {
        DoubleVector w = all(weights[t]);
        store(mul(w, v0), wv, to + WIDE * t);
        store(mul(w, v1), wv, to + WIDE * t + LANES);
      }
      DoubleVector r = all(targets[t]);
      b0 = fma(r, v0, b0);
      b1 = fma(r, v1, b1);
    }
    store(b0, b, j);
    store(b1, b, j + LANES);
  }

  private void gatherEach(float[] factors, int first, int end) {
    for (int t = 0; t < count; t++) {
      for (int j = first; j < end; j++) {
        double v = factors[starts[t] + j];
        rows[panel(j) + WIDE * t] = v;
        weighted[panel(j) + WIDE * t] = weights[t] * v;
        b[j] = Math.fma(targets[t], v, b[j]);
      }
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
    double[] w = weighs ? weighted : rows;
    int column = panel(j);
    int row = panel(i);
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
      DoubleVector w0 = all(w[row + WIDE * t]);
      s00 = fma(w0, v0, s00);
      s01 = fma(w0, v1, s01);
      DoubleVector w1 = all(w[row + WIDE * t + 1]);
      s10 = fma(w1, v0, s10);
      s11 = fma(w1, v1, s11);
      DoubleVector w2 = all(w[row + WIDE * t + 2]);
      s20 = fma(w2, v0, s20);
      s21 = fma(w2, v1, s21);
      DoubleVector w3 = all(w[row + WIDE * t + 3]);
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
