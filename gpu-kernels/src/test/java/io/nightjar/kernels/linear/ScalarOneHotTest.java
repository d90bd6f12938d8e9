package io.nightjar.kernels.linear;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;

final class ScalarOneHotTest extends OneHotContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }
}
