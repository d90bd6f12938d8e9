package io.nightjar.kernels;

final class ScalarMarginsTest extends MarginsContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }
}
