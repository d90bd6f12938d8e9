package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;

final class ScalarMarginsTest extends MarginsContract {
  @Override
  LinearKernels kernels() {
    return new LinearKernels(TestBackends.scalar());
  }
}
