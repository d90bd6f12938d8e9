package io.nightjar.kernels.backend;

/**
 * What the user wants the kernels to run on. The preference travels to executors; the backend never
 * does, because each machine has devices of its own.
 */
public enum BackendPreference {
  /** Whatever the cost model says is fastest. */
  AUTO,
  /** An OpenCL device wherever there is a kernel for it; without one, the JVM and a warning. */
  OPENCL,
  /** An OpenCL device wherever there is a kernel for it; without one, a failure. */
  OPENCL_REQUIRED,
  /** The JVM's vector API; without it, plain loops and a warning. */
  SIMD,
  /** The JVM's vector API; without it, a failure. */
  SIMD_REQUIRED,
  /** Plain loops on the JVM. */
  SCALAR
}
