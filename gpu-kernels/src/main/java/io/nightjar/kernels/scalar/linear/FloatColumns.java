package io.nightjar.kernels.scalar.linear;

/** Float32 columns; every product and sum is float64. */
final class FloatColumns implements Columns {
  private final float[][] columns;

  FloatColumns(float[][] columns) {
    this.columns = columns;
  }

  @Override
  public int count() {
    return columns.length;
  }

  @Override
  public void addScaled(int column, int from, int rows, double scale, double[] into) {
    float[] x = columns[column];
    for (int i = 0; i < rows; i++) {
      into[i] += scale * x[from + i];
    }
  }

  /** Eight chains of sums, because one chain would wait for every addition before the next. */
  @Override
  public double dot(int column, int from, int rows, double[] factors) {
    float[] x = columns[column];
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
      a += x[from + i] * factors[i];
      b += x[from + i + 1] * factors[i + 1];
      c += x[from + i + 2] * factors[i + 2];
      d += x[from + i + 3] * factors[i + 3];
      e += x[from + i + 4] * factors[i + 4];
      f += x[from + i + 5] * factors[i + 5];
      g += x[from + i + 6] * factors[i + 6];
      h += x[from + i + 7] * factors[i + 7];
    }
    for (; i < rows; i++) {
      a += x[from + i] * factors[i];
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
