package io.nightjar.kernels.backend;

import java.util.Locale;

/**
 * Where one call of an operation runs, and why.
 *
 * @param device the device's name, or "JVM"
 * @param reason one sentence for the run record
 */
public record BackendChoice(Backend backend, String device, String reason) {
  /** The implementations of the kernels. */
  public enum Backend {
    /** Plain loops on the JVM. */
    SCALAR,
    /** The same loops with the JVM's vector API. */
    SIMD,
    /** Kernels on an OpenCL device. */
    OPENCL;

    /** Lower case, as the run record and the config write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
