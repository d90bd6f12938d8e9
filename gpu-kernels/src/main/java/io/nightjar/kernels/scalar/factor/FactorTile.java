package io.nightjar.kernels.scalar.factor;

/**
 * Some factor rows of a list, gathered and widened, beside the same times their weights, and the
 * system that they are added to. Every set of loops gives the same bits: an entry's chain goes
 * along the rows in order.
 */
public abstract class FactorTile {
  /** Most rows. */
  public static final int ROWS = 64;

  /** A row of A has room for a multiple of so many entries, and there are a multiple of rows. */
  private static final int TOGETHER = 8;

  /** Factors of a row. */
  protected final int rank;

  /** The rank, rounded up. */
  protected final int stride;

  /** A, [stride][stride], of which only the lower triangle is of use. */
  protected final double[][] a;

  /** b, [stride]. */
  protected final double[] b;

  /** Where each row's factors begin. */
  protected final int[] starts = new int[ROWS];

  /** w of each row. */
  protected final double[] weights = new double[ROWS];

  /** r of each row. */
  protected final double[] targets = new double[ROWS];

  /** Rows that count. */
  protected int count;

  /** An empty tile of that rank. */
  protected FactorTile(int rank) {
    this.rank = rank;
    stride = (rank + TOGETHER - 1) / TOGETHER * TOGETHER;
    a = new double[stride][stride];
    b = new double[stride];
  }

  /** Takes the rows in, and adds r·v of each to b. */
  protected abstract void gather(float[] factors);

  /** A += Σ_t w·v·vᵀ of the tile's rows, at least where j ≤ i. */
  protected abstract void add();

  /** Takes over a system's A and b. */
  final void load(double[] matrices, int from, double[] right, int at) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(matrices, from + i * (i + 1) / 2, a[i], 0, i + 1);
    }
    System.arraycopy(right, at, b, 0, rank);
  }

  /** Gives them back. */
  final void store(double[] matrices, int to, double[] right, int at) {
    for (int i = 0; i < rank; i++) {
      System.arraycopy(a[i], 0, matrices, to + i * (i + 1) / 2, i + 1);
    }
    System.arraycopy(b, 0, right, at, rank);
  }
}
