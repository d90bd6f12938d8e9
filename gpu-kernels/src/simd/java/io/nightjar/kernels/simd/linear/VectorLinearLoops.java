package io.nightjar.kernels.simd.linear;

import io.nightjar.kernels.scalar.linear.Columns;
import io.nightjar.kernels.scalar.linear.LinearLoops;
import io.nightjar.kernels.scalar.linear.PairSums;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;
import jdk.incubator.vector.DoubleVector;

/** LinearLoops over vectors of four float64 lanes. */
public final class VectorLinearLoops implements LinearLoops {
  /** Loops over vectors of four float64 lanes. */
  public VectorLinearLoops() {}

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

  @Override
  public RowLoss multinomial() {
    return new VectorMultinomialLoss();
  }

  @Override
  public RowLoss poisson() {
    return new VectorPoissonLoss();
  }

  @Override
  public PairSums pairs(int entries) {
    return new VectorPairSums(entries);
  }
}
