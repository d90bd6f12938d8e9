package io.nightjar.kernels.scalar.linear;

/** Two pairs at a time: their eight chains keep the processor's adders busy. */
final class PlainPairGroup implements PairSums.Group {
  @Override
  public void add(PairSums sums, int i, int j, int at) {
    int to = at;
    for (int a = 0; a < PairSums.LEFT; a++) {
      for (int b = 0; b < PairSums.RIGHT; b += 2) {
        addTwo(sums, sums.left[i + a], j + b, to);
        to += 2 * PairSums.CHAINS;
      }
    }
  }

  private static void addTwo(PairSums sums, double[] left, int j, int at) {
    double[] p = sums.right[j];
    double[] q = sums.right[j + 1];
    double[] chains = sums.chains;
    double a = chains[at];
    double b = chains[at + 1];
    double c = chains[at + 2];
    double d = chains[at + 3];
    double e = chains[at + 4];
    double f = chains[at + 5];
    double g = chains[at + 6];
    double h = chains[at + 7];
    int rows = sums.rows;
    for (int r = 0; r < rows - 3; r += PairSums.CHAINS) {
      a = Math.fma(left[r], p[r], a);
      b = Math.fma(left[r + 1], p[r + 1], b);
      c = Math.fma(left[r + 2], p[r + 2], c);
      d = Math.fma(left[r + 3], p[r + 3], d);
      e = Math.fma(left[r], q[r], e);
      f = Math.fma(left[r + 1], q[r + 1], f);
      g = Math.fma(left[r + 2], q[r + 2], g);
      h = Math.fma(left[r + 3], q[r + 3], h);
    }
    chains[at] = a;
    chains[at + 1] = b;
    chains[at + 2] = c;
    chains[at + 3] = d;
    chains[at + 4] = e;
    chains[at + 5] = f;
    chains[at + 6] = g;
    chains[at + 7] = h;
  }
}
