package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** As on a device without double precision. */
final class OpenClFloatGlmGradientTest extends GlmGradientContract {
  private static LinearKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new LinearKernels(TestBackends.openClWithoutDoubles());
    }
  }

  @Override
  LinearKernels kernels() {
    return kernels;
  }

  @Override
  double tolerance() {
    return 2e-6;
  }

  @Override
  double mostMargin() {
    return 60;
  }
}
