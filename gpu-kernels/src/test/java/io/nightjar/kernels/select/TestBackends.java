package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.TestDevices;
import io.nightjar.kernels.simd.SimdProbe;

/**
 * A dispatcher for each backend that runs nowhere else; a backend that isn't here skips visibly.
 */
public final class TestBackends {
  private TestBackends() {}

  /** Plain loops. */
  public static CountingDispatcher scalar() {
    return new CountingDispatcher(BackendSelector.of(BackendPreference.SCALAR));
  }

  /** The vector API, which these tests' JVM is started with. */
  public static CountingDispatcher simd() {
    return new CountingDispatcher(BackendSelector.of(BackendPreference.SIMD_REQUIRED));
  }

  /** The first OpenCL device. */
  public static CountingDispatcher openCl() {
    return over(TestDevices.runtime(), BackendPreference.OPENCL_REQUIRED);
  }

  /** The first OpenCL device, as if it had no double precision. */
  public static CountingDispatcher openClWithoutDoubles() {
    return over(TestDevices.runtimeWithoutDoubles(), BackendPreference.OPENCL_REQUIRED);
  }

  /** That device under that preference. */
  public static CountingDispatcher over(DeviceRuntime runtime, BackendPreference preference) {
    Devices devices = new Devices(TestDevices.probe()).with(OpenClBackend.on(runtime));
    SimdProbe none = new SimdProbe(null, "not wanted here");
    return new CountingDispatcher(new BackendSelector(preference, devices, none));
  }
}
