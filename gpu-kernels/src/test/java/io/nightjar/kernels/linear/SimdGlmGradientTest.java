package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class SimdGlmGradientTest extends GlmGradientContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.simd());
  }
}
