package io.nightjar.kernels.simd;

import io.nightjar.kernels.scalar.Columns;
import io.nightjar.kernels.scalar.Loops;
import io.nightjar.kernels.scalar.RowLoss;
import jdk.incubator.vector.DoubleVector;

/** Loops over vectors of four float64 lanes. */
final class VectorLoops implements Loops {
  VectorLoops() {}

  @Override
  public int lanes() {
    return DoubleVector.SPECIES_PREFERRED.length();
  }

  @Override
  public Columns columns(float[][] columns) {
    return new VectorFloatColumns(columns);
  }

  @Override
  public Columns columns(double[][] columns) {
    return new VectorDoubleColumns(columns);
  }

  @Override
  public RowLoss logistic() {
    return new VectorLogisticLoss();
  }
}
