package io.nightjar.kernels.backend;

/**
 * A kernel could not be built, could not be launched, did not run on its device, or did not end in
 * time. The caller's arrays are as they were: the call can run elsewhere.
 */
public final class DeviceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that names the device. */
  public DeviceFailedException(String device, String what, Throwable cause) {
    super(device + ": " + what, cause);
  }
}
