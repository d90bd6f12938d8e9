package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;
import static io.nightjar.kernels.simd.lanes.VectorWidening.BEHIND;
import static io.nightjar.kernels.simd.lanes.VectorWidening.DOUBLES;
import static io.nightjar.kernels.simd.lanes.VectorWidening.widened;

import io.nightjar.kernels.scalar.linear.Columns;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Float32 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class VectorFloatColumns implements Columns {
  private static final int LANES = 4;
  private static final int STEP = 2 * LANES;
  private static final int TOGETHER = 4;

  private final float[][] columns;

  VectorFloatColumns(float[][] columns) {
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
    float[] a = columns[j];
    float[] b = columns[j + 1];
    float[] c = columns[j + 2];
    float[] d = columns[j + 3];
    double forA = beta[j];
    double forB = beta[j + 1];
    double forC = beta[j + 2];
    double forD = beta[j + 3];
    int vectors = Math.min(vectorRows(a, b, from, rows), vectorRows(c, d, from, rows));
    int i = 0;
    for (; i < vectors; i += LANES) {
      int at = from + i;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, into, i);
      sum = widened(a, at).mul(forA).add(sum);
      sum = widened(b, at).mul(forB).add(sum);
      sum = widened(c, at).mul(forC).add(sum);
      widened(d, at).mul(forD).add(sum).intoArray(into, i);
    }
    for (; i < rows; i++) {
      int at = from + i;
      into[i] = (((into[i] + forA * a[at]) + forB * b[at]) + forC * c[at]) + forD * d[at];
    }
  }

  private static void addOne(float[] x, int from, int rows, double beta, double[] into) {
    int vectors = vectorRows(x, x, from, rows);
    int i = 0;
    for (; i < vectors; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, into, i);
      widened(x, from + i).mul(beta).add(sum).intoArray(into, i);
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
    DoubleVector evenA = DoubleVector.zero(DOUBLES);
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
      DoubleVector factor = DoubleVector.fromArray(DOUBLES, factors, i);
      evenA = widened(a, at).fma(factor, evenA);
      evenB = widened(b, at).fma(factor, evenB);
      evenC = widened(c, at).fma(factor, evenC);
      evenD = widened(d, at).fma(factor, evenD);
      DoubleVector next = DoubleVector.fromArray(DOUBLES, factors, i + LANES);
      oddA = widened(a, at + LANES).fma(next, oddA);
      oddB = widened(b, at + LANES).fma(next, oddB);
      oddC = widened(c, at + LANES).fma(next, oddC);
      oddD = widened(d, at + LANES).fma(next, oddD);
    }
    double[] chains = new double[STEP];
    exact(evenA).intoArray(chains, 0);
    exact(oddA).intoArray(chains, LANES);
    sums[j] += total(a, from, vectors, rows, factors, chains);
    exact(evenB).intoArray(chains, 0);
    exact(oddB).intoArray(chains, LANES);
    sums[j + 1] += total(b, from, vectors, rows, factors, chains);
    exact(evenC).intoArray(chains, 0);
    exact(oddC).intoArray(chains, LANES);
    sums[j + 2] += total(c, from, vectors, rows, factors, chains);
    exact(evenD).intoArray(chains, 0);
    exact(oddD).intoArray(chains, LANES);
    sums[j + 3] += total(d, from, vectors, rows, factors, chains);
  }

  private static double dot(float[] x, int from, int rows, double[] factors) {
    DoubleVector even = DoubleVector.zero(DOUBLES);
    DoubleVector odd = even;
    int vectors = vectorRows(x, x, from, rows);
    for (int i = 0; i <= vectors - STEP; i += STEP) {
      DoubleVector factor = DoubleVector.fromArray(DOUBLES, factors, i);
      DoubleVector next = DoubleVector.fromArray(DOUBLES, factors, i + LANES);
      even = widened(x, from + i).fma(factor, even);
      odd = widened(x, from + i + LANES).fma(next, odd);
    }
    double[] chains = new double[STEP];
    exact(even).intoArray(chains, 0);
    exact(odd).intoArray(chains, LANES);
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
    int vectors = vectorRows(x, x, from, rows);
    int i = 0;
    for (; i < vectors; i += LANES) {
      widened(x, from + i).sub(shift).intoArray(into, i);
    }
    for (; i < rows; i++) {
      into[i] = x[from + i] - shift;
    }
  }
}
