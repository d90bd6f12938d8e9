package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.add;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.all;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.load;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.store;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.sub;

import io.nightjar.kernels.scalar.linear.Columns;
import io.nightjar.kernels.scalar.linear.GroupedColumns;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;

/** Float64 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class VectorDoubleColumns extends GroupedColumns {
  private static final int LANES = VectorDoubles.COUNT;

  private final double[][] columns;

  VectorDoubleColumns(double[][] columns) {
    super(columns.length);
    this.columns = columns;
  }

  @Override
  protected void addFour(int j, int from, int rows, double[] beta, double[] into) {
    double[] a = columns[j];
    double[] b = columns[j + 1];
    double[] c = columns[j + 2];
    double[] d = columns[j + 3];
    DoubleVector forA = all(beta[j]);
    DoubleVector forB = all(beta[j + 1]);
    DoubleVector forC = all(beta[j + 2]);
    DoubleVector forD = all(beta[j + 3]);
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      int at = from + i;
      DoubleVector sum = load(into, i);
      sum = add(mul(load(a, at), forA), sum);
      sum = add(mul(load(b, at), forB), sum);
      sum = add(mul(load(c, at), forC), sum);
      sum = add(mul(load(d, at), forD), sum);
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
    double[] x = columns[j];
    DoubleVector factor = all(beta);
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      DoubleVector sum = load(into, i);
      store(add(mul(load(x, from + i), factor), sum), into, i);
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
    double[] a = columns[j];
    double[] b = columns[j + 1];
    double[] c = columns[j + 2];
    double[] d = columns[j + 3];
    DoubleVector evenA = all(0);
    DoubleVector evenB = evenA;
    DoubleVector evenC = evenA;
    DoubleVector evenD = evenA;
    DoubleVector oddA = evenA;
    DoubleVector oddB = evenA;
    DoubleVector oddC = evenA;
    DoubleVector oddD = evenA;
    int i = 0;
    for (; i <= rows - 2 * LANES; i += 2 * LANES) {
      int at = from + i;
      DoubleVector factor = load(factors, i);
      evenA = fma(load(a, at), factor, evenA);
      evenB = fma(load(b, at), factor, evenB);
      evenC = fma(load(c, at), factor, evenC);
      evenD = fma(load(d, at), factor, evenD);
      DoubleVector next = load(factors, i + LANES);
      oddA = fma(load(a, at + LANES), next, oddA);
      oddB = fma(load(b, at + LANES), next, oddB);
      oddC = fma(load(c, at + LANES), next, oddC);
      oddD = fma(load(d, at + LANES), next, oddD);
    }
    sums[j] += total(chains(evenA, oddA), a, from, rows, factors);
    sums[j + 1] += total(chains(evenB, oddB), b, from, rows, factors);
    sums[j + 2] += total(chains(evenC, oddC), c, from, rows, factors);
    sums[j + 3] += total(chains(evenD, oddD), d, from, rows, factors);
  }

  private static double dot(double[] x, int from, int rows, double[] factors) {
    DoubleVector even = all(0);
    DoubleVector odd = even;
    for (int i = 0; i <= rows - 2 * LANES; i += 2 * LANES) {
      even = fma(load(x, from + i), load(factors, i), even);
      odd = fma(load(x, from + i + LANES), load(factors, i + LANES), odd);
    }
    return total(chains(even, odd), x, from, rows, factors);
  }

  private static double[] chains(DoubleVector even, DoubleVector odd) {
    double[] chains = new double[2 * LANES];
    store(even, chains, 0);
    store(odd, chains, LANES);
    return chains;
  }

  /** The eight chains' total, after the last rows mod 8 rows, which go to chain 0. */
  private static double total(double[] c, double[] x, int from, int rows, double[] factors) {
    double first = c[0];
    for (int i = rows / (2 * LANES) * (2 * LANES); i < rows; i++) {
      first = Math.fma(x[from + i], factors[i], first);
    }
    return ((first + c[4]) + (c[2] + c[6])) + ((c[1] + c[5]) + (c[3] + c[7]));
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    double[] x = columns[column];
    DoubleVector shifts = all(shift);
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      store(sub(load(x, from + i), shifts), into, i);
    }
    for (; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }
}
