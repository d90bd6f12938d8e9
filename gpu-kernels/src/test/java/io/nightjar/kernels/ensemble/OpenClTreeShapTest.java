package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** With the device required, so that no call can fall back unseen. */
final class OpenClTreeShapTest extends TreeShapContract {
  private static EnsembleKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new EnsembleKernels(TestBackends.openCl());
    }
  }

  @Override
  EnsembleKernels kernels() {
    return kernels;
  }
}
