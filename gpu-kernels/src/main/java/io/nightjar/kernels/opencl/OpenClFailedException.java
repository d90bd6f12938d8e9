package io.nightjar.kernels.opencl;

/** A kernel could not be built, could not be launched, or did not run on its device. */
public final class OpenClFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  OpenClFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
