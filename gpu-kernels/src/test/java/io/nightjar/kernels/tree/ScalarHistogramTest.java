package io.nightjar.kernels.tree;

import io.nightjar.kernels.select.TestBackends;

final class ScalarHistogramTest extends HistogramContract {
  private final TreeKernels kernels = new TreeKernels(TestBackends.scalar());

  @Override
  TreeKernels kernels() {
    return kernels;
  }
}
