package io.nightjar.kernels.simd.lanes;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Operations on vectors of four float64 lanes; why they are here, {@link VectorFloats} says. */
public final class VectorDoubles {
  /** Lanes of a vector. */
  public static final int COUNT = 4;

  /** Values that must follow on those that are widened. */
  public static final int BEHIND = VectorFloats.COUNT - COUNT;

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;

  /**
   * Resolved here, because the compiler inlines no method whose signature names a class that the
   * caller's loader has not met yet.
   */
  @SuppressWarnings("unused")
  private static final List<Class<?>> MET = List.of(VectorMask.class, LongVector.class);

  private VectorDoubles() {}

  /** The values x[at] to x[at + 3]. */
  public static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  /**
   * The float32 values x[at] to x[at + 3] as float64; the array goes on to x[at + 7] at least.
   *
   * <p>Every vector of one element type in this process has the same species (256 bits), so eight
   * values are loaded where four are wanted. (To widen the upper four too would save the second
   * load, but takes seconds until it is compiled.)
   */
  public static DoubleVector widened(float[] x, int at) {
    return (DoubleVector) VectorFloats.load(x, at).castShape(SPECIES, 0);
  }

  /** To into[at] to into[at + 3]. */
  public static void store(DoubleVector v, double[] into, int at) {
    exact(v).intoArray(into, at);
  }

  /** One value in all lanes. */
  public static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** a + b. */
  public static DoubleVector add(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.ADD, b);
  }

  /** a − b. */
  public static DoubleVector sub(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.SUB, b);
  }

  /** a·b. */
  public static DoubleVector mul(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.MUL, b);
  }

  /** a/b. */
  public static DoubleVector div(DoubleVector a, DoubleVector b) {
    return a.lanewise(VectorOperators.DIV, b);
  }

  /** a·b + c, rounded once. */
  public static DoubleVector fma(DoubleVector a, DoubleVector b, DoubleVector c) {
    return a.lanewise(VectorOperators.FMA, b, c);
  }

  /** −a. */
  public static DoubleVector neg(DoubleVector a) {
    return a.lanewise(VectorOperators.NEG);
  }

  /** √a. */
  public static DoubleVector sqrt(DoubleVector a) {
    return a.lanewise(VectorOperators.SQRT);
  }

  /** Where a &lt; b. */
  public static VectorMask<Double> less(DoubleVector a, DoubleVector b) {
    return a.compare(VectorOperators.LT, b);
  }

  /** Where a &gt; b. */
  public static VectorMask<Double> greater(DoubleVector a, DoubleVector b) {
    return a.compare(VectorOperators.GT, b);
  }

  /** {@code b} where the mask is set, else {@code a}. */
  public static DoubleVector blend(DoubleVector a, DoubleVector b, VectorMask<Double> mask) {
    return a.blend(b, mask);
  }

  /** The bits of each lane. */
  public static LongVector bits(DoubleVector a) {
    return a.reinterpretAsLongs();
  }

  /** (a0 + a2) + (a1 + a3). */
  public static double total(DoubleVector a) {
    return (a.lane(0) + a.lane(2)) + (a.lane(1) + a.lane(3));
  }

  private static DoubleVector exact(DoubleVector v) {
    return (DoubleVector) SPECIES.vectorType().cast(v);
  }
}
