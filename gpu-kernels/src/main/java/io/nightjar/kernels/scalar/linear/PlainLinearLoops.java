package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.scalar.linear.loss.LogisticLoss;
import io.nightjar.kernels.scalar.linear.loss.MultinomialLoss;
import io.nightjar.kernels.scalar.linear.loss.PoissonLoss;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;

/** LinearLoops that the JVM's compiler makes the best of. */
final class PlainLinearLoops implements LinearLoops {
  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Columns columns(float[][] columns) {
    return new FloatColumns(columns);
  }

  @Override
  public Columns columns(double[][] columns) {
    return new DoubleColumns(columns);
  }

  @Override
  public RowLoss logistic() {
    return new LogisticLoss();
  }

  @Override
  public RowLoss multinomial() {
    return new MultinomialLoss();
  }

  @Override
  public RowLoss poisson() {
    return new PoissonLoss();
  }

  @Override
  public PairSums pairs(int entries) {
    return new PlainPairSums(entries);
  }
}
