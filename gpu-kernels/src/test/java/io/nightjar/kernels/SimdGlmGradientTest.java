package io.nightjar.kernels;

final class SimdGlmGradientTest extends GlmGradientContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SIMD);
  }
}
