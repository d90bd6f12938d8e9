package io.nightjar.kernels.scalar.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.kernels.scalar.linear.loss.RowLoss;

/** A set of loops on the JVM; every set gives the same bits, only the speed differs. */
public interface LinearLoops {
  /** Float64 lanes that one instruction works on, 1 for plain loops. */
  int lanes();

  /** Float32 columns, borrowed. */
  Columns columns(float[][] columns);

  /** Float64 columns, borrowed. */
  Columns columns(double[][] columns);

  /** A block's columns, borrowed. */
  default Columns columns(FeatureBlock block) {
    if (block instanceof OneHotBlock oneHot) {
      return new OneHotColumns(oneHot, this);
    }
    if (block instanceof SparseBlock sparse) {
      return new SparseColumns(sparse);
    }
    return block instanceof ColumnBlock floats
        ? columns(floats.arrays())
        : columns(((DoubleColumnBlock) block).arrays());
  }

  /** The logistic loss. */
  RowLoss logistic();

  /** The multinomial loss. */
  RowLoss multinomial();

  /** The Poisson loss. */
  RowLoss poisson();

  /** Sums over pairs of so many entries, all 0. */
  PairSums pairs(int entries);

  /** LinearLoops without the vector API. */
  static LinearLoops plain() {
    return new PlainLinearLoops();
  }
}
