package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** As on a device without double precision. */
final class OpenClFloatEnsembleScoreTest extends EnsembleScoreContract {
  private static EnsembleKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new EnsembleKernels(TestBackends.openClWithoutDoubles());
    }
  }

  @Override
  EnsembleKernels kernels() {
    return kernels;
  }

  @Override
  double tolerance() {
    return 1e-4;
  }
}
