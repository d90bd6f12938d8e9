package io.nightjar.kernels.scalar.linear;

/**
 * Float32 columns, for one thread; every product and sum is float64, in the order that {@link
 * Columns} states. Columns are widened for their margins first: the JVM's compiler makes no vector
 * code of a conversion, but then of the rest.
 */
final class FloatColumns extends GroupedColumns {
  /** Rows that are widened at a time: they stay in the first-level cache. */
  private static final int WIDENED = 512;

  private final float[][] columns;

  /** A group's columns, widened, where its margins stand in a tile. */
  private final double[][] wide;

  FloatColumns(float[][] columns) {
    super(columns.length);
    this.columns = columns;
    int rows = columns.length < TOGETHER ? 0 : Math.min(TILE, columns[0].length);
    wide = new double[TOGETHER][rows];
  }

  @Override
  protected void addFour(int j, int from, int rows, double[] beta, double[] into) {
    for (int i = 0; i < rows; i += WIDENED) {
      int end = Math.min(rows, i + WIDENED);
      for (int c = 0; c < TOGETHER; c++) {
        widen(columns[j + c], from, i, end, wide[c]);
      }
      add(j, i, end, beta, into);
    }
  }

  private static void widen(float[] x, int from, int start, int end, double[] into) {
    for (int i = start; i < end; i++) {
      into[i] = x[from + i];
    }
  }

  private void add(int j, int start, int end, double[] beta, double[] into) {
    double[] a = wide[0];
    double[] b = wide[1];
    double[] c = wide[2];
    double[] d = wide[3];
    double forA = beta[j];
    double forB = beta[j + 1];
    double forC = beta[j + 2];
    double forD = beta[j + 3];
    for (int i = start; i < end; i++) {
      into[i] = (((into[i] + forA * a[i]) + forB * b[i]) + forC * c[i]) + forD * d[i];
    }
  }

  @Override
  protected void addOne(int j, int from, int rows, double beta, double[] into) {
    float[] x = columns[j];
    for (int i = 0; i < rows; i++) {
      into[i] += beta * x[from + i];
    }
  }

  @Override
  public void addProducts(int from, int rows, double[] factors, double[] sums) {
    for (int j = 0; j < columns.length; j++) {
      sums[j] += dot(columns[j], from, rows, factors);
    }
  }

  /** Eight chains of sums, because one chain would wait for every addition before the next. */
  private static double dot(float[] x, int from, int rows, double[] factors) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = 0;
    for (; i < rows - 7; i += 8) {
      a = Math.fma(x[from + i], factors[i], a);
      b = Math.fma(x[from + i + 1], factors[i + 1], b);
      c = Math.fma(x[from + i + 2], factors[i + 2], c);
      d = Math.fma(x[from + i + 3], factors[i + 3], d);
      e = Math.fma(x[from + i + 4], factors[i + 4], e);
      f = Math.fma(x[from + i + 5], factors[i + 5], f);
      g = Math.fma(x[from + i + 6], factors[i + 6], g);
      h = Math.fma(x[from + i + 7], factors[i + 7], h);
    }
    for (; i < rows; i++) {
      a = Math.fma(x[from + i], factors[i], a);
    }
    return ((a + e) + (c + g)) + ((b + f) + (d + h));
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    float[] x = columns[column];
    for (int i = 0; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }
}
