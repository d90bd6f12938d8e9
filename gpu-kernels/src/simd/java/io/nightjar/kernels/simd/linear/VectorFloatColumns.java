package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.BEHIND;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.add;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.sub;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.widened;

import io.nightjar.kernels.scalar.linear.Columns;
import io.nightjar.kernels.scalar.linear.GroupedColumns;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/** Float32 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class VectorFloatColumns extends GroupedColumns {
  private static final int LANES = VectorDoubles.COUNT;
  private static final int STEP = 2 * LANES;

  private final float[][] columns;

  VectorFloatColumns(float[][] columns) {
    super(columns.length);
    this.columns = columns;
  }

  @Override
  protected void addFour(int j, int from, int rows, double[] beta, double[] into) {
    float[] a = columns[j];
    float[] b = columns[j + 1];
    float[] c = columns[j + 2];
    float[] d = columns[j + 3];
    DoubleVector forA = all(beta[j]);
    DoubleVector forB = all(beta[j + 1]);
    DoubleVector forC = all(beta[j + 2]);
    DoubleVector forD = all(beta[j + 3]);
    int vectors = Math.min(vectorRows(a, b, from, rows), vectorRows(c, d, from, rows));
    int i = 0;
    for (; i < vectors; i += LANES) {
      int at = from + i;
      DoubleVector sum = load(into, i);
      sum = add(mul(widened(a, at), forA), sum);
      sum = add(mul(widened(b, at), forB), sum);
      sum = add(mul(widened(c, at), forC), sum);
      sum = add(mul(widened(d, at), forD), sum);
      store(sum, into, i);
    }
    for (; i < rows; i++) {
      int at = from + i;
      double sum = into[i] + beta[j] * a[at];
      sum = (sum + beta[j + 1] * b[at]) + beta[j + 2] * c[at];
      into[i] = sum + beta[j + 3] * d[at];
    }
  }

  @Override
  protected void addOne(int j, int from, int rows, double beta, double[] into) {
    float[] x = columns[j];
    DoubleVector factor = all(beta);
    int vectors = vectorRows(x, x, from, rows);
    int i = 0;
    for (; i < vectors; i += LANES) {
      DoubleVector sum = load(into, i);
      store(add(mul(widened(x, from + i), factor), sum), into, i);
    }
    for (; i < rows; i++) {
      into[i] += beta * x[from + i];
    }
  }

  @Override
  public void addProducts(int from, int rows, double[] factors, double[] sums) {
    int j = 0;
    for (; j <= columns.length - TOGETHER; j += TOGETHER) {
      addFourProducts(j, from, rows, factors, sums);
    }
    for (; j < columns.length; j++) {
      sums[j] += dot(columns[j], from, rows, factors);
    }
  }

  /** Four columns at once, because then a factor is loaded once for all of them. */
  private void addFourProducts(int j, int from, int rows, double[] factors, double[] sums) {
    float[] a = columns[j];
    float[] b = columns[j + 1];
    float[] c = columns[j + 2];
    float[] d = columns[j + 3];
    DoubleVector evenA = all(0);
    DoubleVector evenB = evenA;
    DoubleVector evenC = evenA;
    DoubleVector evenD = evenA;
    DoubleVector oddA = evenA;
    DoubleVector oddB = evenA;
    DoubleVector oddC = evenA;
    DoubleVector oddD = evenA;
    int vectors = Math.min(vectorRows(a, b, from, rows), vectorRows(c, d, from, rows));
    for (int i = 0; i <= vectors - STEP; i += STEP) {
      int at = from + i;
      DoubleVector factor = load(factors, i);
      evenA = fma(widened(a, at), factor, evenA);
      evenB = fma(widened(b, at), factor, evenB);
      evenC = fma(widened(c, at), factor, evenC);
      evenD = fma(widened(d, at), factor, evenD);
      DoubleVector next = load(factors, i + LANES);
      oddA = fma(widened(a, at + LANES), next, oddA);
      oddB = fma(widened(b, at + LANES), next, oddB);
      oddC = fma(widened(c, at + LANES), next, oddC);
      oddD = fma(widened(d, at + LANES), next, oddD);
    }
    double[] chains = new double[STEP];
    store(evenA, chains, 0);
    store(oddA, chains, LANES);
    sums[j] += total(a, from, vectors, rows, factors, chains);
    store(evenB, chains, 0);
    store(oddB, chains, LANES);
    sums[j + 1] += total(b, from, vectors, rows, factors, chains);
    store(evenC, chains, 0);
    store(oddC, chains, LANES);
    sums[j + 2] += total(c, from, vectors, rows, factors, chains);
    store(evenD, chains, 0);
    store(oddD, chains, LANES);
    sums[j + 3] += total(d, from, vectors, rows, factors, chains);
  }

  private static double dot(float[] x, int from, int rows, double[] factors) {
    DoubleVector even = all(0);
    DoubleVector odd = even;
    int vectors = vectorRows(x, x, from, rows);
    for (int i = 0; i <= vectors - STEP; i += STEP) {
      DoubleVector factor = load(factors, i);
      DoubleVector next = load(factors, i + LANES);
      even = fma(widened(x, from + i), factor, even);
      odd = fma(widened(x, from + i + LANES), next, odd);
    }
    double[] chains = new double[STEP];
    store(even, chains, 0);
    store(odd, chains, LANES);
    return total(x, from, vectors, rows, factors, chains);
  }

  /**
   * Rows that vectors may take: the values behind the last four are there to be loaded too.
   *
   * @return a multiple of four, at most {@code rows}
   */
  private static int vectorRows(float[] x, float[] y, int from, int rows) {
    int there = Math.min(x.length, y.length) - from - BEHIND;
    return Math.max(Math.min(rows, there), 0) / LANES * LANES;
  }

  /** The eight chains' total, after the rows that vectors could not take. */
  private static double total(
      float[] x, int from, int vectors, int rows, double[] factors, double[] chains) {
    int i = vectors / STEP * STEP;
    for (; i <= rows - STEP; i += STEP) {
      for (int c = 0; c < STEP; c++) {
        chains[c] = Math.fma(x[from + i + c], factors[i + c], chains[c]);
      }
    }
    for (; i < rows; i++) {
      chains[0] = Math.fma(x[from + i], factors[i], chains[0]);
    }
    return ((chains[0] + chains[4]) + (chains[2] + chains[6]))
        + ((chains[1] + chains[5]) + (chains[3] + chains[7]));
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    float[] x = columns[column];
    DoubleVector shifts = all(shift);
    int vectors = vectorRows(x, x, from, rows);
    int i = 0;
    for (; i < vectors; i += LANES) {
      store(sub(widened(x, from + i), shifts), into, i);
    }
    for (; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }
}
