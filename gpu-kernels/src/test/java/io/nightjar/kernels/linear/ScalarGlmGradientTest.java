package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class ScalarGlmGradientTest extends GlmGradientContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.scalar());
  }
}
