package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.select.TestBackends;

final class SimdTreeShapTest extends TreeShapContract {
  private static final EnsembleKernels KERNELS = new EnsembleKernels(TestBackends.simd());

  @Override
  EnsembleKernels kernels() {
    return KERNELS;
  }
}
