package io.nightjar.kernels.simd.lanes;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Operations on vectors of eight float32 lanes, as fast whatever other vectors the process has.
 *
 * <p>The vector API's own {@code add}, {@code fma} and {@code intoArray} call a method of the
 * vector's kind, and to the compiler a vector that was computed or carried by a loop is of any kind
 * of its element type. It asks which came by there before, in the whole process: where another
 * library uses another kind, as Spark's BLAS does, it compiles every operation for both, methods
 * grow beyond what it takes, and what it leaves out puts each vector into an object of its own.
 * That took two to forty times as long. So each operation here calls the kind's method itself,
 * where only vectors of eight lanes come by, and what is stored is told its kind first.
 */
public final class VectorFloats {
  /** Lanes of a vector. */
  public static final int COUNT = 8;

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  /**
   * Resolved here, because the compiler inlines no method whose signature names a class that the
   * caller's loader has not met yet.
   */
  @SuppressWarnings("unused")
  private static final List<Class<?>> MET = List.of(VectorMask.class);

  private VectorFloats() {}

  /** The values x[at] to x[at + 7]. */
  public static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  /** To into[at] to into[at + 7]. */
  public static void store(FloatVector v, float[] into, int at) {
    exact(v).intoArray(into, at);
  }

  /** One value in all lanes. */
  public static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** a + b. */
  public static FloatVector add(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.ADD, b);
  }

  /** a − b. */
  public static FloatVector sub(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.SUB, b);
  }

  /** a·b. */
  public static FloatVector mul(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.MUL, b);
  }

  /** a/b. */
  public static FloatVector div(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.DIV, b);
  }

  /** a·b + c, rounded once. */
  public static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
    return a.lanewise(VectorOperators.FMA, b, c);
  }

  /** |a|. */
  public static FloatVector abs(FloatVector a) {
    return a.lanewise(VectorOperators.ABS);
  }

  /** The lesser of each two; NaN where one is. */
  public static FloatVector min(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.MIN, b);
  }

  /** The greater of each two; NaN where one is. */
  public static FloatVector max(FloatVector a, FloatVector b) {
    return a.lanewise(VectorOperators.MAX, b);
  }

  /** Where a &lt; b. */
  public static VectorMask<Float> less(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.LT, b);
  }

  /** {@code b} where the mask is set, else {@code a}. */
  public static FloatVector blend(FloatVector a, FloatVector b, VectorMask<Float> mask) {
    return a.blend(b, mask);
  }

  static FloatVector exact(FloatVector v) {
    return (FloatVector) SPECIES.vectorType().cast(v);
  }
}
