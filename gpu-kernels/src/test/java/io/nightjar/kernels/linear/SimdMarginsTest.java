package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class SimdMarginsTest extends MarginsContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.simd());
  }
}
