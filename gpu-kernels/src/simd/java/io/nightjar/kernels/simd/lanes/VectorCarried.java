package io.nightjar.kernels.simd.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * What a loop has carried. To the compiler it is any vector of its element type. It would ask what
 * kinds came by before, in the whole process, and where other libraries use other kinds, as Spark's
 * BLAS does, it would put each vector into an object of its own: up to forty times slower. So a
 * vector is told its kind after each loop that carried it.
 */
public final class VectorCarried {
  private VectorCarried() {}

  /** The same vector, known to have eight lanes. */
  public static FloatVector exact(FloatVector carried) {
    return (FloatVector) VectorWidening.FLOATS.vectorType().cast(carried);
  }

  /** The same vector, known to have four lanes. */
  public static DoubleVector exact(DoubleVector carried) {
    return (DoubleVector) VectorWidening.DOUBLES.vectorType().cast(carried);
  }
}
