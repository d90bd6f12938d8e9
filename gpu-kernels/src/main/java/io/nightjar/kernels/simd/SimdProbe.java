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
    String compiler = missingCompiler(System.getProperty("java.vm.info", ""));
    if (!compiler.isEmpty()) {
      return new SimdProbe(null, compiler);
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

  /**
   * Only the second compiler turns the vector API into vector instructions; without it every
   * operation allocates, and plain loops are a hundred times faster.
   *
   * @param info the JVM's own description of how it compiles
   * @return why it can't be used, or empty
   */
  static String missingCompiler(String info) {
    if (info.contains("emulated-client")) {
      return "the JVM runs without its second compiler (-XX:TieredStopAtLevel)";
    }
    return info.contains("interpreted mode") ? "the JVM runs without a compiler (-Xint)" : "";
  }
}
