package io.nightjar.kernels.simd.factor;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;

import io.nightjar.kernels.scalar.factor.Systems;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four systems side by side, four by two entries of their L at a time. No vector is handed from one
 * method to another: where the compiler does not inline that, it allocates.
 */
public final class VectorSystems extends Systems {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

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

  private void columnPair(int j) {
    pivot(j);
    if (j + 1 == order) {
      return;
    }
    single(j + 1, j);
    pivot(j + 1);
    int i = j + 2;
    for (; i <= order - 4; i += 4) {
      four(i, j);
    }
    for (; i < order; i++) {
      single(i, j);
      single(i, j + 1);
    }
  }

  private void pivot(int j) {
    DoubleVector sum = at(l, row(j) + j);
    for (int p = 0; p < j; p++) {
      DoubleVector entry = at(l, row(j) + p);
      sum = entry.neg().fma(entry, sum);
    }
    exact(sum).intoArray(pivots, j * LANES);
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    one.div(exact(sum).sqrt()).intoArray(inverse, j * LANES);
  }

  private void single(int i, int j) {
    int r = row(i);
    int c = row(j);
    DoubleVector sum = at(l, r + j);
    for (int p = 0; p < j; p++) {
      sum = at(l, r + p).neg().fma(at(l, c + p), sum);
    }
    exact(sum).mul(at(inverse, j)).intoArray(l, (r + j) * LANES);
  }

  private static DoubleVector at(double[] values, int entry) {
    return DoubleVector.fromArray(DOUBLES, values, entry * LANES);
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
      DoubleVector a = at(v, c0 + p).neg();
      DoubleVector b = at(v, c1 + p).neg();
      DoubleVector w0 = at(v, r0 + p);
      s00 = w0.fma(a, s00);
      s01 = w0.fma(b, s01);
      DoubleVector w1 = at(v, r1 + p);
      s10 = w1.fma(a, s10);
      s11 = w1.fma(b, s11);
      DoubleVector w2 = at(v, r2 + p);
      s20 = w2.fma(a, s20);
      s21 = w2.fma(b, s21);
      DoubleVector w3 = at(v, r3 + p);
      s30 = w3.fma(a, s30);
      s31 = w3.fma(b, s31);
    }
    exact(s00).intoArray(v, (r0 + j) * LANES);
    exact(s01).intoArray(v, (r0 + j + 1) * LANES);
    exact(s10).intoArray(v, (r1 + j) * LANES);
    exact(s11).intoArray(v, (r1 + j + 1) * LANES);
    exact(s20).intoArray(v, (r2 + j) * LANES);
    exact(s21).intoArray(v, (r2 + j + 1) * LANES);
    exact(s30).intoArray(v, (r3 + j) * LANES);
    exact(s31).intoArray(v, (r3 + j + 1) * LANES);
    pair(r0 + j, j);
    pair(r1 + j, j);
    pair(r2 + j, j);
    pair(r3 + j, j);
  }

  /** The end of the chains of columns j and j + 1 of a row. */
  private void pair(int entry, int j) {
    DoubleVector done = at(l, entry).mul(at(inverse, j));
    exact(done).intoArray(l, entry * LANES);
    DoubleVector last = done.neg().fma(at(l, row(j + 1) + j), at(l, entry + 1));
    last.mul(at(inverse, j + 1)).intoArray(l, (entry + 1) * LANES);
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
      DoubleVector y = at(x, p).neg();
      s0 = at(l, r0 + p).fma(y, s0);
      s1 = at(l, r1 + p).fma(y, s1);
      s2 = at(l, r2 + p).fma(y, s2);
      s3 = at(l, r3 + p).fma(y, s3);
    }
    exact(s0).intoArray(x, i * LANES);
    exact(s1).intoArray(x, (i + 1) * LANES);
    exact(s2).intoArray(x, (i + 2) * LANES);
    exact(s3).intoArray(x, (i + 3) * LANES);
    for (int next = i; next < i + 4; next++) {
      finish(next, i);
    }
  }

  /** y[i], whose chain has come to {@code from}. */
  private void finish(int i, int from) {
    DoubleVector sum = at(x, i);
    for (int p = from; p < i; p++) {
      sum = at(l, row(i) + p).neg().fma(at(x, p), sum);
    }
    exact(sum).mul(at(inverse, i)).intoArray(x, i * LANES);
  }

  private void backward() {
    for (int i = order - 1; i >= 0; i--) {
      DoubleVector solution = at(x, i).mul(at(inverse, i));
      exact(solution).intoArray(x, i * LANES);
      DoubleVector minus = solution.neg();
      int r = row(i);
      for (int p = 0; p < i; p++) {
        at(l, r + p).fma(minus, at(x, p)).intoArray(x, p * LANES);
      }
    }
  }
}
