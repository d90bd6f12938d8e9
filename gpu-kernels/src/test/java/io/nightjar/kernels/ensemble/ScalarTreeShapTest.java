package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.select.TestBackends;

final class ScalarTreeShapTest extends TreeShapContract {
  private static final EnsembleKernels KERNELS = new EnsembleKernels(TestBackends.scalar());

  @Override
  EnsembleKernels kernels() {
    return KERNELS;
  }
}
