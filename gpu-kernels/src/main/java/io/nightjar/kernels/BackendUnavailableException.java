package io.nightjar.kernels;

/**
 * A backend was required and can't be used, or failed while it ran. The message says what was
 * required, why it is not there, and what to do.
 */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendUnavailableException(String why, Throwable cause) {
    super(
        "an OpenCL device is required, but "
            + why
            + "; install a device and its OpenCL driver, or set compute.required = false",
        cause);
  }
}
