package io.nightjar.kernels.count;

import io.nightjar.kernels.select.TestBackends;

final class ScalarKnotCountTest extends KnotCountContract {
  @Override
  CountKernels kernels() {
    return new CountKernels(TestBackends.scalar());
  }
}
