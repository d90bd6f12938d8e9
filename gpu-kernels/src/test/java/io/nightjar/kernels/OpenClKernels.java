package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.TestDevices;
import io.nightjar.kernels.simd.SimdProbe;

/** Facades over one given backend. */
final class OpenClKernels {
  private OpenClKernels() {}

  static Kernels required(OpenClBackend.Sums sums) {
    return over(TestDevices.backend(sums), BackendPreference.OPENCL_REQUIRED);
  }

  static Kernels over(OpenClBackend backend, BackendPreference preference) {
    Devices devices = new Devices(TestDevices.probe()).with(backend);
    return new Kernels(
        new BackendSelector(preference, devices, new SimdProbe(null, "not wanted here")));
  }
}
