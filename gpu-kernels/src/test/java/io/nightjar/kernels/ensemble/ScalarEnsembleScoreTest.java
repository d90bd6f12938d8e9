package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.select.TestBackends;

final class ScalarEnsembleScoreTest extends EnsembleScoreContract {
  private static final EnsembleKernels KERNELS = new EnsembleKernels(TestBackends.scalar());

  @Override
  EnsembleKernels kernels() {
    return KERNELS;
  }
}
