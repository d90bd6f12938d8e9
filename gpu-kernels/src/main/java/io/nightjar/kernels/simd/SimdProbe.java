package io.nightjar.kernels.simd;

import io.nightjar.kernels.backend.OperationSet;
import java.util.function.Supplier;

/**
 * Looks for the vector API; what is missing becomes a reason, never an exception.
 *
 * @param operations null where there are none
 * @param reason why there are none; empty where there are some
 */
public record SimdProbe(OperationSet operations, String reason) {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String OPERATIONS = "io.nightjar.kernels.simd.VectorOperations";

  /** Loads the vector loops, if this JVM was started with the module and its vectors are wide. */
  public static SimdProbe run() {
    return Here.PROBE;
  }

  private static SimdProbe probe() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new SimdProbe(null, "the JVM was started without --add-modules " + MODULE);
    }
    String compiler = missingCompiler(System.getProperty("java.vm.info", ""));
    if (!compiler.isEmpty()) {
      return new SimdProbe(null, compiler);
    }
    try {
      Object loaded = Class.forName(OPERATIONS).getDeclaredConstructor().newInstance();
      OperationSet operations = (OperationSet) ((Supplier<?>) loaded).get();
      return operations == null
          ? new SimdProbe(null, "this processor has vectors of less than four float64 lanes")
          : new SimdProbe(operations, "");
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

  /** Probed on first use. */
  private static final class Here {
    static final SimdProbe PROBE = probe();
  }
}
