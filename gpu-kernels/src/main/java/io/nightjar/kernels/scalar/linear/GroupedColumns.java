package io.nightjar.kernels.scalar.linear;

/** Margins four columns at once, because then a sum is loaded and stored once for all of them. */
public abstract class GroupedColumns implements Columns {
  /** Columns of a group. */
  protected static final int TOGETHER = 4;

  private final int count;

  /** So many columns. */
  protected GroupedColumns(int count) {
    this.count = count;
  }

  @Override
  public final int count() {
    return count;
  }

  @Override
  public final void addMargins(int from, int rows, double[] beta, double[] into) {
    int j = 0;
    for (; j <= count - TOGETHER; j += TOGETHER) {
      addFour(j, from, rows, beta, into);
    }
    for (; j < count; j++) {
      addOne(j, from, rows, beta[j], into);
    }
  }

  /** Adds the columns j to j + 3, in that order. */
  protected abstract void addFour(int j, int from, int rows, double[] beta, double[] into);

  /** Adds column j. */
  protected abstract void addOne(int j, int from, int rows, double beta, double[] into);
}
