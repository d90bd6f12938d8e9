package io.nightjar.kernels.scalar.linear;

/** Two pairs at a time: their eight chains keep the processor's adders busy. */
final class PlainPairGroup implements PairSums.Group {
  @Override
  public void add(PairSums sums, int i, int j, int at) {
    for (int a = 0; a < PairSums.LEFT; a++) {
      for (int b = 0; b < PairSums.RIGHT; b += 2) {
        double[] left = sums.left[i + a];
        int to = at + (a * PairSums.RIGHT + b) * PairSums.CHAINS;
        add(left, sums.right[j + b], sums.rows, sums.chains, to);
        add(left, sums.right[j + b + 1], sums.rows, sums.chains, to + PairSums.CHAINS);
      }
    }
  }

  private static void add(double[] left, double[] right, int rows, double[] chains, int at) {
    double a = chains[at];
    double b = chains[at + 1];
    double c = chains[at + 2];
    double d = chains[at + 3];
    for (int r = 0; r < rows; r += PairSums.CHAINS) {
      a = Math.fma(left[r], right[r], a);
      b = Math.fma(left[r + 1], right[r + 1], b);
      c = Math.fma(left[r + 2], right[r + 2], c);
      d = Math.fma(left[r + 3], right[r + 3], d);
    }
    chains[at] = a;
    chains[at + 1] = b;
    chains[at + 2] = c;
    chains[at + 3] = d;
  }
}
