package io.nightjar.kernels;

final class ScalarGramTest extends GramContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }
}
