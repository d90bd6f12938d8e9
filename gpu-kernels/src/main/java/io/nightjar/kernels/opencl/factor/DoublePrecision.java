package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.opencl.device.DeviceRuntime;

/** The guard of operations whose sums are float64. */
final class DoublePrecision {
  private DoublePrecision() {}

  /**
   * Fails on a device without double precision.
   *
   * @throws DeviceFailedException so that the call runs on the JVM
   */
  static void require(DeviceRuntime runtime) {
    if (!runtime.doublePrecision()) {
      throw new DeviceFailedException(
          runtime.info().name(), "it has no double precision, which this operation needs", null);
    }
  }
}
