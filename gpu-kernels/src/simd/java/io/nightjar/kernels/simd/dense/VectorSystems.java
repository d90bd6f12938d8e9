package io.nightjar.kernels.simd.dense;

import io.nightjar.kernels.scalar.dense.Systems;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Four systems side by side, four by two entries of their L at a time. */
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
    DoubleVector sum = dot(l, row(j), row(j), j, at(l, row(j) + j));
    sum.intoArray(pivots, j * LANES);
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    one.div(sum.sqrt()).intoArray(inverse, j * LANES);
  }

  private void single(int i, int j) {
    DoubleVector sum = dot(l, row(i), row(j), j, at(l, row(i) + j));
    sum.mul(at(inverse, j)).intoArray(l, (row(i) + j) * LANES);
  }

  private static DoubleVector at(double[] values, int entry) {
    return DoubleVector.fromArray(DOUBLES, values, entry * LANES);
  }

  private static DoubleVector dot(double[] l, int one, int other, int count, DoubleVector start) {
    DoubleVector sum = start;
    for (int p = 0; p < count; p++) {
      sum = at(l, one + p).neg().fma(at(l, other + p), sum);
    }
    return sum;
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
    pair(r0 + j, s00, s01, j);
    pair(r1 + j, s10, s11, j);
    pair(r2 + j, s20, s21, j);
    pair(r3 + j, s30, s31, j);
  }

  /** The end of the chains of columns j and j + 1 of a row. */
  private void pair(int entry, DoubleVector sum, DoubleVector next, int j) {
    DoubleVector done = sum.mul(at(inverse, j));
    done.intoArray(l, entry * LANES);
    DoubleVector last = done.neg().fma(at(l, row(j + 1) + j), next);
    last.mul(at(inverse, j + 1)).intoArray(l, (entry + 1) * LANES);
  }

  private void forward() {
    int i = 0;
    for (; i <= order - 4; i += 4) {
      forwardFour(i);
    }
    for (; i < order; i++) {
      finish(i, 0, at(x, i));
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
    finish(i, i, s0);
    finish(i + 1, i, s1);
    finish(i + 2, i, s2);
    finish(i + 3, i, s3);
  }

  /** y[i], whose chain has come to {@code from}. */
  private void finish(int i, int from, DoubleVector start) {
    DoubleVector sum = start;
    for (int p = from; p < i; p++) {
      sum = at(l, row(i) + p).neg().fma(at(x, p), sum);
    }
    sum.mul(at(inverse, i)).intoArray(x, i * LANES);
  }

  private void backward() {
    for (int i = order - 1; i >= 0; i--) {
      DoubleVector solution = at(x, i).mul(at(inverse, i));
      solution.intoArray(x, i * LANES);
      DoubleVector minus = solution.neg();
      int r = row(i);
      for (int p = 0; p < i; p++) {
        at(l, r + p).fma(minus, at(x, p)).intoArray(x, p * LANES);
      }
    }
  }
}
