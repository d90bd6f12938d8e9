package io.nightjar.kernels.scalar.linear;

/** Float64 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class DoubleColumns extends GroupedColumns {

  private final double[][] columns;

  DoubleColumns(double[][] columns) {
    super(columns.length);
    this.columns = columns;
  }

  @Override
  protected void addFour(int j, int from, int rows, double[] beta, double[] into) {
    double[] a = columns[j];
    double[] b = columns[j + 1];
    double[] c = columns[j + 2];
    double[] d = columns[j + 3];
    double forA = beta[j];
    double forB = beta[j + 1];
    double forC = beta[j + 2];
    double forD = beta[j + 3];
    for (int i = 0; i < rows; i++) {
      int at = from + i;
      into[i] = (((into[i] + forA * a[at]) + forB * b[at]) + forC * c[at]) + forD * d[at];
    }
  }

  @Override
  protected void addOne(int j, int from, int rows, double beta, double[] into) {
    double[] x = columns[j];
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
  private static double dot(double[] x, int from, int rows, double[] factors) {
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
    double[] x = columns[column];
    for (int i = 0; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }
}
