package io.nightjar.kernels.backend;

/**
 * A backend was required and can't be used, or failed while it ran. The message says what was
 * required, why it is not there, and what to do.
 */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The preference, and why it can't be had. */
  public BackendUnavailableException(BackendPreference preference, String why, Throwable cause) {
    super(message(preference, why), cause);
  }

  private static String message(BackendPreference preference, String why) {
    return preference == BackendPreference.SIMD_REQUIRED
        ? "the JVM's vector API is required, but "
            + why
            + "; start the JVM with --add-modules jdk.incubator.vector, or set compute.required ="
            + " false"
        : "an OpenCL device is required, but "
            + why
            + "; install a device and its OpenCL driver, or set compute.required = false";
  }
}
