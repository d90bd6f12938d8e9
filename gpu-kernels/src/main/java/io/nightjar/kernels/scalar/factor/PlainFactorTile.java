package io.nightjar.kernels.scalar.factor;

/**
 * Updates of rank one, four rows of the tile and two of A at a time, along A's rows: the JVM's
 * compiler makes vector code of sums beside each other, and none of a sum over the tile's rows.
 */
final class PlainFactorTile extends FactorTile {
  private static final int STEPS = 4;

  /** v, [ROWS][stride]. */
  private final double[][] rows;

  /** w·v, [ROWS][stride]. */
  private final double[][] weighted;

  PlainFactorTile(int rank) {
    super(rank);
    rows = new double[ROWS][stride];
    weighted = new double[ROWS][stride];
  }

  @Override
  protected void gather(float[] factors) {
    for (int t = 0; t < count; t++) {
      double[] v = rows[t];
      int from = starts[t];
      for (int j = 0; j < rank; j++) {
        v[j] = factors[from + j];
      }
      gather(v, weights[t], weighted[t], targets[t], b);
    }
  }

  private static void gather(double[] v, double weight, double[] wv, double target, double[] b) {
    int count = v.length;
    for (int j = 0; j < count; j++) {
      wv[j] = weight * v[j];
      b[j] = Math.fma(target, v[j], b[j]);
    }
  }

  @Override
  protected void add() {
    for (int i = 0; i < rank; i += 2) {
      int t = 0;
      for (; t <= count - STEPS; t += STEPS) {
        addFour(t, i);
      }
      for (; t < count; t++) {
        addOne(weighted[t][i], rows[t], a[i], i + 1);
        addOne(weighted[t][i + 1], rows[t], a[i + 1], i + 2);
      }
    }
  }

  /** Everything is local to the loop: only then does the JVM's compiler make vector code of it. */
  private void addFour(int t, int i) {
    double w0 = weighted[t][i];
    double w1 = weighted[t + 1][i];
    double w2 = weighted[t + 2][i];
    double w3 = weighted[t + 3][i];
    double u0 = weighted[t][i + 1];
    double u1 = weighted[t + 1][i + 1];
    double u2 = weighted[t + 2][i + 1];
    double u3 = weighted[t + 3][i + 1];
    double[] v0 = rows[t];
    double[] v1 = rows[t + 1];
    double[] v2 = rows[t + 2];
    double[] v3 = rows[t + 3];
    double[] p = a[i];
    double[] q = a[i + 1];
    int end = i + 2;
    for (int j = 0; j < end; j++) {
      p[j] =
          Math.fma(w3, v3[j], Math.fma(w2, v2[j], Math.fma(w1, v1[j], Math.fma(w0, v0[j], p[j]))));
      q[j] =
          Math.fma(u3, v3[j], Math.fma(u2, v2[j], Math.fma(u1, v1[j], Math.fma(u0, v0[j], q[j]))));
    }
  }

  private static void addOne(double weight, double[] v, double[] sums, int end) {
    for (int j = 0; j < end; j++) {
      sums[j] = Math.fma(weight, v[j], sums[j]);
    }
  }
}
