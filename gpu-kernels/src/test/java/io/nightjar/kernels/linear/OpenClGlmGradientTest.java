package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** In double precision; with the device required, so that no call can fall back unseen. */
final class OpenClGlmGradientTest extends GlmGradientContract {
  private static LinearKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new LinearKernels(TestBackends.openCl());
    }
  }

  @Override
  LinearKernels kernels() {
    return kernels;
  }
}
