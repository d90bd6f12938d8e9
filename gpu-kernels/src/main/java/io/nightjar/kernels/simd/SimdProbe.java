package io.nightjar.kernels.simd;

import io.nightjar.kernels.scalar.Loops;

/**
 * Looks for the vector API; what is missing becomes a reason, never an exception.
 *
 * @param loops null where there are none
 * @param reason why there are none; empty where there are some
 */
public record SimdProbe(Loops loops, String reason) {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String LOOPS = "io.nightjar.kernels.simd.VectorLoops";

  /** Loads the vector loops, if this JVM was started with the module and its vectors are wide. */
  public static SimdProbe run() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new SimdProbe(null, "the JVM was started without --add-modules " + MODULE);
    }
    try {
      Class<?> loaded = Class.forName(LOOPS);
      Loops loops = (Loops) loaded.getDeclaredConstructor().newInstance();
      return loops.lanes() < 4
          ? new SimdProbe(null, "this processor has vectors of less than four float64 lanes")
          : new SimdProbe(loops, "");
    } catch (ReflectiveOperationException | LinkageError failure) {
      return new SimdProbe(null, "the vector loops could not be loaded: " + failure);
    }
  }
}
