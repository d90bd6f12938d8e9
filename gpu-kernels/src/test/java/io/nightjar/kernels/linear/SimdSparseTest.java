package io.nightjar.kernels.linear;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;

final class SimdSparseTest extends SparseContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SIMD_REQUIRED);
  }
}
