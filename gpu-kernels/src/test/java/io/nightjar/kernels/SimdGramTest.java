package io.nightjar.kernels;

final class SimdGramTest extends GramContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SIMD);
  }
}
