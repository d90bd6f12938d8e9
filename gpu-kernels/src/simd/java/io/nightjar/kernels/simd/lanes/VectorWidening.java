package io.nightjar.kernels.simd.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four float32 values as a vector of float64 values.
 *
 * <p>Every vector of one element type in this process has the same species (256 bits): a class that
 * uses another one, such as four float32 lanes, spoils the type profiles inside the vector API, and
 * from then on the second compiler allocates every float32 vector of every loop, which then takes
 * twenty times as long. So eight values are loaded where four are wanted. (To widen the upper four
 * too would save the second load, but takes seconds until it is compiled.)
 */
public final class VectorWidening {
  /** Eight float32 lanes. */
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;

  /** Four float64 lanes. */
  public static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  /** Values that must follow on those that are widened. */
  public static final int BEHIND = 4;

  private VectorWidening() {}

  /** The values x[at] to x[at + 3]; the array goes on to x[at + 7] at least. */
  public static DoubleVector widened(float[] x, int at) {
    return (DoubleVector) FloatVector.fromArray(FLOATS, x, at).castShape(DOUBLES, 0);
  }
}
