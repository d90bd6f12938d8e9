package io.nightjar.kernels.scalar.linear;

/**
 * Pairs by updates of rank one, four rows of a chain and two entries j at a time, along the entries
 * i: the JVM's compiler makes vector code of sums beside each other, and none of a sum over rows.
 */
final class PlainPairSums implements PairSums {
  /** Entries i of a walk: with so many, the rows of a chain stay in the first-level cache. */
  private static final int WIDTH = 64;

  /** Rows of an update, CHAINS apart. */
  private static final int STEPS = PairTile.ROWS_TOGETHER / CHAINS;

  private final int entries;

  /**
   * [walk][CHAINS][entry j, from the walk's first i on][entry i of the walk], of the latter as many
   * as j meets, rounded up to two.
   */
  private final double[][][][] sums;

  /** Entries i of the walk, a row at a time. */
  private final double[][] across = new double[PairTile.ROWS][WIDTH];

  PlainPairSums(int entries) {
    this.entries = entries;
    int padded = PairTile.padded(entries);
    sums = new double[(padded + WIDTH - 1) / WIDTH][CHAINS][][];
    for (int walk = 0; walk < sums.length; walk++) {
      for (int c = 0; c < CHAINS; c++) {
        sums[walk][c] = triangle(padded - walk * WIDTH);
      }
    }
  }

  private static double[][] triangle(int entries) {
    double[][] triangle = new double[entries][];
    for (int j = 0; j < entries; j++) {
      triangle[j] = new double[Math.min(Math.min(WIDTH, entries), j / 2 * 2 + 2)];
    }
    return triangle;
  }

  @Override
  public void add(PairTile tile) {
    for (int walk = 0; walk < sums.length; walk++) {
      int from = walk * WIDTH;
      int left = Math.min(WIDTH, tile.left.length - from);
      for (int i = 0; i < left; i += PairTile.ENTRIES_TOGETHER) {
        lay(tile, from + i, i);
      }
      for (int j = from; j < tile.right.length; j += 2) {
        add(tile, j, sums[walk], j - from);
      }
    }
  }

  /** Four entries at a time, because stores to one cache line are the cheapest. */
  private void lay(PairTile tile, int entry, int i) {
    double[] a = tile.left[entry];
    double[] b = tile.left[entry + 1];
    double[] c = tile.left[entry + 2];
    double[] d = tile.left[entry + 3];
    for (int r = 0; r < tile.rows(); r++) {
      double[] row = across[r];
      row[i] = a[r];
      row[i + 1] = b[r];
      row[i + 2] = c[r];
      row[i + 3] = d[r];
    }
  }

  /** Adds the tile's rows to the pairs of entries j and j + 1, which stand at {@code at}. */
  private void add(PairTile tile, int j, double[][][] chains, int at) {
    for (int c = 0; c < CHAINS; c++) {
      for (int r = c; r < tile.rows(); r += STEPS * CHAINS) {
        addFour(r, tile.right[j], chains[c][at], tile.right[j + 1], chains[c][at + 1]);
      }
    }
  }

  /** Everything is local to the loop: only then does the JVM's compiler make vector code of it. */
  private void addFour(int r, double[] w, double[] p, double[] v, double[] q) {
    double w0 = w[r];
    double w1 = w[r + CHAINS];
    double w2 = w[r + 2 * CHAINS];
    double w3 = w[r + 3 * CHAINS];
    double v0 = v[r];
    double v1 = v[r + CHAINS];
    double v2 = v[r + 2 * CHAINS];
    double v3 = v[r + 3 * CHAINS];
    double[] x0 = across[r];
    double[] x1 = across[r + CHAINS];
    double[] x2 = across[r + 2 * CHAINS];
    double[] x3 = across[r + 3 * CHAINS];
    int count = p.length;
    for (int i = 0; i < count; i++) {
      p[i] =
          Math.fma(w3, x3[i], Math.fma(w2, x2[i], Math.fma(w1, x1[i], Math.fma(w0, x0[i], p[i]))));
      q[i] =
          Math.fma(v3, x3[i], Math.fma(v2, x2[i], Math.fma(v1, x1[i], Math.fma(v0, x0[i], q[i]))));
    }
  }

  @Override
  public void addTo(double[] packed) {
    for (int j = 0; j < entries; j++) {
      int at = j * (j + 1) / 2;
      for (int i = 0; i <= j; i++) {
        double[][][] chains = sums[i / WIDTH];
        int row = j - i / WIDTH * WIDTH;
        int k = i % WIDTH;
        packed[at + i] +=
            (chains[0][row][k] + chains[2][row][k]) + (chains[1][row][k] + chains[3][row][k]);
      }
    }
  }
}
