package io.nightjar.kernels.linear;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;

final class SimdOneHotTest extends OneHotContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SIMD_REQUIRED);
  }
}
