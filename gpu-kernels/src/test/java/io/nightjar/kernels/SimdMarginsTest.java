package io.nightjar.kernels;

final class SimdMarginsTest extends MarginsContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SIMD);
  }
}
