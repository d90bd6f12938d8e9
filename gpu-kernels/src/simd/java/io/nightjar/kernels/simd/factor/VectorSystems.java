package io.nightjar.kernels.simd.factor;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.div;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.neg;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.sqrt;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;

import io.nightjar.kernels.scalar.factor.Systems;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/**
 * Four systems side by side, four by two entries of their L at a time. No vector is handed from one
 * method to another: where the compiler does not inline that, it allocates.
 */
public final class VectorSystems extends Systems {
  private static final int LANES = VectorDoubles.COUNT;

  /** Room for four systems. */
  public VectorSystems(int order) {
    super(order, LANES);
  }

  @Override
  protected void solve() {
    for (int j = 0; j < order; j += 2) {
      columnPair(j);
    }
    forward();
    backward();
  }

  /** Each method is called in one place or two: what is inlined often grows beyond its budget. */
  private void columnPair(int j) {
    int end = Math.min(j + 2, order);
    for (int c = j; c < end; c++) {
      if (c > j) {
        single(c, j);
      }
      pivot(c);
    }
    int i = end;
    for (; i <= order - 4; i += 4) {
      four(i, j);
    }
    for (; i < order; i++) {
      for (int c = j; c < end; c++) {
        single(i, c);
      }
    }
  }

  private void pivot(int j) {
    DoubleVector sum = at(l, row(j) + j);
    for (int p = 0; p < j; p++) {
      DoubleVector entry = at(l, row(j) + p);
      sum = fma(neg(entry), entry, sum);
    }
    store(sum, pivots, j * LANES);
    store(div(all(1), sqrt(sum)), inverse, j * LANES);
  }

  private void single(int i, int j) {
    int r = row(i);
    int c = row(j);
    DoubleVector sum = at(l, r + j);
    for (int p = 0; p < j; p++) {
      sum = fma(neg(at(l, r + p)), at(l, c + p), sum);
    }
    store(mul(sum, at(inverse, j)), l, (r + j) * LANES);
  }

  private static DoubleVector at(double[] values, int entry) {
    return load(values, entry * LANES);
  }

  /** L[i..i + 3][j..j + 1]. */
  private void four(int i, int j) {
    double[] v = l;
    int r0 = row(i);
    int r1 = row(i + 1);
    int r2 = row(i + 2);
    int r3 = row(i + 3);
    int c0 = row(j);
    int c1 = row(j + 1);
    DoubleVector s00 = at(v, r0 + j);
    DoubleVector s01 = at(v, r0 + j + 1);
    DoubleVector s10 = at(v, r1 + j);
    DoubleVector s11 = at(v, r1 + j + 1);
    DoubleVector s20 = at(v, r2 + j);
    DoubleVector s21 = at(v, r2 + j + 1);
    DoubleVector s30 = at(v, r3 + j);
    DoubleVector s31 = at(v, r3 + j + 1);
    for (int p = 0; p < j; p++) {
      // The sign is taken from the column's two entries: −a·b and a·−b are the same.
      DoubleVector a = neg(at(v, c0 + p));
      DoubleVector b = neg(at(v, c1 + p));
      DoubleVector w0 = at(v, r0 + p);
      s00 = fma(w0, a, s00);
      s01 = fma(w0, b, s01);
      DoubleVector w1 = at(v, r1 + p);
      s10 = fma(w1, a, s10);
      s11 = fma(w1, b, s11);
      DoubleVector w2 = at(v, r2 + p);
      s20 = fma(w2, a, s20);
      s21 = fma(w2, b, s21);
      DoubleVector w3 = at(v, r3 + p);
      s30 = fma(w3, a, s30);
      s31 = fma(w3, b, s31);
    }
    store(s00, v, (r0 + j) * LANES);
    store(s01, v, (r0 + j + 1) * LANES);
    store(s10, v, (r1 + j) * LANES);
    store(s11, v, (r1 + j + 1) * LANES);
    store(s20, v, (r2 + j) * LANES);
    store(s21, v, (r2 + j + 1) * LANES);
    store(s30, v, (r3 + j) * LANES);
    store(s31, v, (r3 + j + 1) * LANES);
    for (int next = i; next < i + 4; next++) {
      pair(row(next) + j, j);
    }
  }

  /** The end of the chains of columns j and j + 1 of a row. */
  private void pair(int entry, int j) {
    DoubleVector done = mul(at(l, entry), at(inverse, j));
    store(done, l, entry * LANES);
    DoubleVector last = fma(neg(done), at(l, row(j + 1) + j), at(l, entry + 1));
    store(mul(last, at(inverse, j + 1)), l, (entry + 1) * LANES);
  }

  private void forward() {
    int i = 0;
    for (; i <= order - 4; i += 4) {
      forwardFour(i);
    }
    for (; i < order; i++) {
      finish(i, 0);
    }
  }

  private void forwardFour(int i) {
    int r0 = row(i);
    int r1 = row(i + 1);
    int r2 = row(i + 2);
    int r3 = row(i + 3);
    DoubleVector s0 = at(x, i);
    DoubleVector s1 = at(x, i + 1);
    DoubleVector s2 = at(x, i + 2);
    DoubleVector s3 = at(x, i + 3);
    for (int p = 0; p < i; p++) {
      DoubleVector y = neg(at(x, p));
      s0 = fma(at(l, r0 + p), y, s0);
      s1 = fma(at(l, r1 + p), y, s1);
      s2 = fma(at(l, r2 + p), y, s2);
      s3 = fma(at(l, r3 + p), y, s3);
    }
    store(s0, x, i * LANES);
    store(s1, x, (i + 1) * LANES);
    store(s2, x, (i + 2) * LANES);
    store(s3, x, (i + 3) * LANES);
    for (int next = i; next < i + 4; next++) {
      finish(next, i);
    }
  }

  /** y[i], whose chain has come to {@code from}. */
  private void finish(int i, int from) {
    DoubleVector sum = at(x, i);
    for (int p = from; p < i; p++) {
      sum = fma(neg(at(l, row(i) + p)), at(x, p), sum);
    }
    store(mul(sum, at(inverse, i)), x, i * LANES);
  }

  private void backward() {
    for (int i = order - 1; i >= 0; i--) {
      DoubleVector solution = mul(at(x, i), at(inverse, i));
      store(solution, x, i * LANES);
      DoubleVector minus = neg(solution);
      int r = row(i);
      for (int p = 0; p < i; p++) {
        store(fma(at(l, r + p), minus, at(x, p)), x, p * LANES);
      }
    }
  }
}
