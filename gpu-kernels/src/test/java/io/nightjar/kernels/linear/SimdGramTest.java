package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class SimdGramTest extends GramContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.simd());
  }
}
