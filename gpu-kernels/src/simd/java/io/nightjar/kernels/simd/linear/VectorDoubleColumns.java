package io.nightjar.kernels.simd.linear;

import io.nightjar.kernels.scalar.linear.Columns;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Double64 columns; every product and sum is float64, in the order that {@link Columns} states. */
final class VectorDoubleColumns implements Columns {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  private final double[][] columns;

  VectorDoubleColumns(double[][] columns) {
    this.columns = columns;
  }

  @Override
  public int count() {
    return columns.length;
  }

  @Override
  public void addScaled(int column, int from, int rows, double scale, double[] into) {
    double[] x = columns[column];
    int i = 0;
    for (; i <= rows - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, into, i);
      load(x, from + i).mul(scale).add(sum).intoArray(into, i);
    }
    for (; i < rows; i++) {
      into[i] += scale * x[from + i];
    }
  }

  @Override
  public double dot(int column, int from, int rows, double[] factors) {
    double[] x = columns[column];
    DoubleVector even = DoubleVector.zero(DOUBLES);
    DoubleVector odd = DoubleVector.zero(DOUBLES);
    int i = 0;
    for (; i <= rows - 2 * LANES; i += 2 * LANES) {
      even = load(x, from + i).mul(DoubleVector.fromArray(DOUBLES, factors, i)).add(even);
      odd =
          load(x, from + i + LANES)
              .mul(DoubleVector.fromArray(DOUBLES, factors, i + LANES))
              .add(odd);
    }
    double rest = even.lane(0);
    for (; i < rows; i++) {
      rest += x[from + i] * factors[i];
    }
    return ((rest + odd.lane(0)) + (even.lane(2) + odd.lane(2)))
        + ((even.lane(1) + odd.lane(1)) + (even.lane(3) + odd.lane(3)));
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
