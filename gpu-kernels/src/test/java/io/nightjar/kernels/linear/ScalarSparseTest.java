package io.nightjar.kernels.linear;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;

final class ScalarSparseTest extends SparseContract {
  @Override
  Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }
}
