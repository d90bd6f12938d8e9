package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class ScalarGramTest extends GramContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.scalar());
  }
}
