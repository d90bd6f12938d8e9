package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;

import io.nightjar.kernels.scalar.linear.Columns;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Float64 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class VectorDoubleColumns implements Columns {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int LANES = 4;
  private static final int TOGETHER = 4;

  private final double[][] columns;

  VectorDoubleColumns(double[][] columns) {
    this.columns = columns;
  }

  @Override
  public int count() {
    return columns.length;
  }

  @Override
  public void margins(int from, int rows, double[] beta, double[] into) {
    Arrays.fill(into, 0, rows, 0.0);
    int j = 0;
    for (; j <= columns.length - TOGETHER; j += TOGETHER) {
      addFour(j, from, rows, beta, into);
    }
    for (; j < columns.length; j++) {
      addOne(columns[j], from, rows, beta[j], into);
    }
    double intercept = beta[j];
    for (int i = 0; i < rows; i++) {
      into[i] += intercept;
    }
  }

  /** Four columns at once, because then a sum is loaded and stored once for all of them. */
  private void addFour(int j, int from, int rows, double[] beta, double[] into) {
    double[] a = columns[j];
    double[] b = columns[j + 1];
    double[] c = columns[j + 2];
    double[] d = columns[j + 3];
    double forA = beta[j];
    double forB = beta[j + 1];
    double forC = beta[j + 2];
    double forD = beta[j + 3];
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      int at = from + i;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, into, i);
      sum = load(a, at).mul(forA).add(sum);
      sum = load(b, at).mul(forB).add(sum);
      sum = load(c, at).mul(forC).add(sum);
      load(d, at).mul(forD).add(sum).intoArray(into, i);
    }
    for (; i < rows; i++) {
      int at = from + i;
      into[i] = (((into[i] + forA * a[at]) + forB * b[at]) + forC * c[at]) + forD * d[at];
    }
  }

  private static void addOne(double[] x, int from, int rows, double beta, double[] into) {
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, into, i);
      load(x, from + i).mul(beta).add(sum).intoArray(into, i);
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
    DoubleVector evenA = DoubleVector.zero(DOUBLES);
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
      DoubleVector factor = DoubleVector.fromArray(DOUBLES, factors, i);
      evenA = load(a, at).fma(factor, evenA);
      evenB = load(b, at).fma(factor, evenB);
      evenC = load(c, at).fma(factor, evenC);
      evenD = load(d, at).fma(factor, evenD);
      DoubleVector next = DoubleVector.fromArray(DOUBLES, factors, i + LANES);
      oddA = load(a, at + LANES).fma(next, oddA);
      oddB = load(b, at + LANES).fma(next, oddB);
      oddC = load(c, at + LANES).fma(next, oddC);
      oddD = load(d, at + LANES).fma(next, oddD);
    }
    sums[j] += total(rest(a, from, rows, factors, evenA.lane(0)), evenA, oddA);
    sums[j + 1] += total(rest(b, from, rows, factors, evenB.lane(0)), evenB, oddB);
    sums[j + 2] += total(rest(c, from, rows, factors, evenC.lane(0)), evenC, oddC);
    sums[j + 3] += total(rest(d, from, rows, factors, evenD.lane(0)), evenD, oddD);
  }

  private static double dot(double[] x, int from, int rows, double[] factors) {
    DoubleVector even = DoubleVector.zero(DOUBLES);
    DoubleVector odd = even;
    for (int i = 0; i <= rows - 2 * LANES; i += 2 * LANES) {
      DoubleVector factor = DoubleVector.fromArray(DOUBLES, factors, i);
      DoubleVector next = DoubleVector.fromArray(DOUBLES, factors, i + LANES);
      even = load(x, from + i).fma(factor, even);
      odd = load(x, from + i + LANES).fma(next, odd);
    }
    return total(rest(x, from, rows, factors, exact(even).lane(0)), even, odd);
  }

  /** Chain 0 with the last rows mod 8 rows. */
  private static double rest(double[] x, int from, int rows, double[] factors, double first) {
    double sum = first;
    for (int i = rows / (2 * LANES) * (2 * LANES); i < rows; i++) {
      sum = Math.fma(x[from + i], factors[i], sum);
    }
    return sum;
  }

  private static double total(double first, DoubleVector even, DoubleVector odd) {
    return ((first + exact(odd).lane(0)) + (exact(even).lane(2) + exact(odd).lane(2)))
        + ((exact(even).lane(1) + exact(odd).lane(1)) + (exact(even).lane(3) + exact(odd).lane(3)));
  }

  @Override
  public void shifted(int column, int from, int rows, double shift, double[] into) {
    double[] x = columns[column];
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      load(x, from + i).sub(shift).intoArray(into, i);
    }
    for (; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(DOUBLES, x, at);
  }
}
