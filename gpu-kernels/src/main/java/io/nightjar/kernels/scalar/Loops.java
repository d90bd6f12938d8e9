package io.nightjar.kernels.scalar;

/** A set of loops on the JVM; every set gives the same bits, only the speed differs. */
public interface Loops {
  /** Float64 lanes that one instruction works on, 1 for plain loops. */
  int lanes();

  /** Float32 columns, borrowed. */
  Columns columns(float[][] columns);

  /** Float64 columns, borrowed. */
  Columns columns(double[][] columns);

  /** The logistic loss. */
  RowLoss logistic();

  /** Loops without the vector API. */
  static Loops plain() {
    return new PlainLoops();
  }
}
