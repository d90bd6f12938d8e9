package io.nightjar.kernels.scalar.factor;

/**
 * Some factor rows of a list, gathered and widened, beside the same times their weights. Both stand
 * in panels of a few factors, row after row, so that a loop down the rows reads one word after the
 * other; panels of eight factors of v, and of four of w·v. Factors beyond the rank are 0.
 */
public final class FactorTile {
  /** Most rows. */
  public static final int ROWS = 64;

  /** Factors of a panel of v. */
  public static final int WIDE = 8;

  /** Factors of a panel of w·v. */
  public static final int NARROW = 4;

  /** Factors of a row. */
  public final int rank;

  /** The rank, rounded up to whole panels. */
  public final int stride;

  /** Rows that count. */
  public int count;

  /** v: factor j of row t at {@link #wide}(j) + {@link #WIDE}·t. */
  public final double[] rows;

  /** w·v: factor i of row t at {@link #narrow}(i) + {@link #NARROW}·t. */
  public final double[] weighted;

  /** w of each row. */
  public final double[] weights = new double[ROWS];

  /** r of each row. */
  public final double[] targets = new double[ROWS];

  /** A, [stride][stride], of which only the lower triangle is of use. */
  public final double[] a;

  /** b, [stride]. */
  public final double[] b;

  FactorTile(int rank) {
    this.rank = rank;
    stride = (rank + WIDE - 1) / WIDE * WIDE;
    rows = new double[ROWS * stride];
    weighted = new double[ROWS * stride];
    a = new double[stride * stride];
    b = new double[stride];
  }

  /** Where factor j of row 0 stands in {@link #rows}. */
  public static int wide(int j) {
    return (j & -WIDE) * ROWS + (j & WIDE - 1);
  }

  /** Where factor i of row 0 stands in {@link #weighted}. */
  public static int narrow(int i) {
    return (i & -NARROW) * ROWS + (i & NARROW - 1);
  }

  /** Takes over a system's A and b. */
  void load(double[] matrices, int from, double[] right, int at) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(matrices, from + i * (i + 1) / 2, a, i * stride, i + 1);
    }
    System.arraycopy(right, at, b, 0, rank);
  }

  /** Gives them back. */
  void store(double[] matrices, int to, double[] right, int at) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(a, i * stride, matrices, to + i * (i + 1) / 2, i + 1);
    }
    System.arraycopy(b, 0, right, at, rank);
  }

  /** As {@link RankUpdate#gather}, from factor {@code first} on. */
  public void gather(float[] factors, int from, int t, int first) {
    double[] wide = rows;
    double[] narrow = weighted;
    double[] sums = b;
    double w = weights[t];
    double r = targets[t];
    int end = rank;
    for (int j = first; j < end; j++) {
      double v = factors[from + j];
      wide[wide(j) + WIDE * t] = v;
      narrow[narrow(j) + NARROW * t] = w * v;
      sums[j] = Math.fma(r, v, sums[j]);
    }
  }
}
