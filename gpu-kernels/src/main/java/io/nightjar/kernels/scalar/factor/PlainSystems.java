package io.nightjar.kernels.scalar.factor;

/** One system at a time, four by two entries of L, so that eight chains hide each other's waits. */
final class PlainSystems extends Systems {
  PlainSystems(int order) {
    super(order, 1);
  }

  @Override
  protected void solve() {
    for (int j = 0; j < order; j += 2) {
      if (!columnPair(j)) {
        return;
      }
    }
    forward();
    backward();
  }

  /** Columns j and j + 1 of L; false where a pivot is not positive. */
  private boolean columnPair(int j) {
    if (!pivot(j)) {
      return false;
    }
    if (j + 1 == order) {
      return true;
    }
    single(j + 1, j);
    if (!pivot(j + 1)) {
      return false;
    }
    int i = j + 2;
    for (; i <= order - 4; i += 4) {
      four(i, j);
    }
    for (; i < order; i++) {
      single(i, j);
      single(i, j + 1);
    }
    return true;
  }

  private boolean pivot(int j) {
    pivots[j] = dot(row(j), row(j), j, l[row(j) + j]);
    inverse[j] = 1 / Math.sqrt(pivots[j]);
    return positive(j, 0);
  }

  private void single(int i, int j) {
    l[row(i) + j] = dot(row(i), row(j), j, l[row(i) + j]) * inverse[j];
  }

  private double dot(int one, int other, int count, double start) {
    double sum = start;
    for (int p = 0; p < count; p++) {
      sum = Math.fma(-l[one + p], l[other + p], sum);
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
    double s00 = v[r0 + j];
    double s01 = v[r0 + j + 1];
    double s10 = v[r1 + j];
    double s11 = v[r1 + j + 1];
    double s20 = v[r2 + j];
    double s21 = v[r2 + j + 1];
    double s30 = v[r3 + j];
    double s31 = v[r3 + j + 1];
    for (int p = 0; p < j; p++) {
      double a = v[c0 + p];
      double b = v[c1 + p];
      s00 = Math.fma(-v[r0 + p], a, s00);
      s01 = Math.fma(-v[r0 + p], b, s01);
      s10 = Math.fma(-v[r1 + p], a, s10);
      s11 = Math.fma(-v[r1 + p], b, s11);
      s20 = Math.fma(-v[r2 + p], a, s20);
      s21 = Math.fma(-v[r2 + p], b, s21);
      s30 = Math.fma(-v[r3 + p], a, s30);
      s31 = Math.fma(-v[r3 + p], b, s31);
    }
    pair(r0 + j, s00, s01, j);
    pair(r1 + j, s10, s11, j);
    pair(r2 + j, s20, s21, j);
    pair(r3 + j, s30, s31, j);
  }

  /** The end of the chains of columns j and j + 1 of a row. */
  private void pair(int at, double sum, double next, int j) {
    double entry = sum * inverse[j];
    l[at] = entry;
    l[at + 1] = Math.fma(-entry, l[row(j + 1) + j], next) * inverse[j + 1];
  }

  private void forward() {
    int i = 0;
    for (; i <= order - 4; i += 4) {
      forwardFour(i);
    }
    for (; i < order; i++) {
      finish(i, 0, x[i]);
    }
  }

  private void forwardFour(int i) {
    int r0 = row(i);
    int r1 = row(i + 1);
    int r2 = row(i + 2);
    int r3 = row(i + 3);
    double s0 = x[i];
    double s1 = x[i + 1];
    double s2 = x[i + 2];
    double s3 = x[i + 3];
    for (int p = 0; p < i; p++) {
      s0 = Math.fma(-l[r0 + p], x[p], s0);
      s1 = Math.fma(-l[r1 + p], x[p], s1);
      s2 = Math.fma(-l[r2 + p], x[p], s2);
      s3 = Math.fma(-l[r3 + p], x[p], s3);
    }
    finish(i, i, s0);
    finish(i + 1, i, s1);
    finish(i + 2, i, s2);
    finish(i + 3, i, s3);
  }

  /** y[i], whose chain has come to {@code from}. */
  private void finish(int i, int from, double start) {
    double sum = start;
    for (int p = from; p < i; p++) {
      sum = Math.fma(-l[row(i) + p], x[p], sum);
    }
    x[i] = sum * inverse[i];
  }

  private void backward() {
    for (int i = order - 1; i >= 0; i--) {
      double solution = x[i] * inverse[i];
      x[i] = solution;
      int r = row(i);
      for (int p = 0; p < i; p++) {
        x[p] = Math.fma(-l[r + p], solution, x[p]);
      }
    }
  }
}
