package io.nightjar.kernels.tree;

import io.nightjar.kernels.select.TestBackends;

final class SimdHistogramTest extends HistogramContract {
  private final TreeKernels kernels = new TreeKernels(TestBackends.simd());

  @Override
  TreeKernels kernels() {
    return kernels;
  }
}
