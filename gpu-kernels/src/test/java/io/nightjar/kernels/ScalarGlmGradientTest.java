package io.nightjar.kernels;

final class ScalarGlmGradientTest extends GlmGradientContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }
}
