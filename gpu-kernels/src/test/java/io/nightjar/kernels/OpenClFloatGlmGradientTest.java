package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import org.junit.jupiter.api.BeforeEach;

/** As on a device without double precision. */
final class OpenClFloatGlmGradientTest extends GlmGradientContract {
  private static Kernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = OpenClKernels.required(OpenClBackend.Sums.FLOAT);
    }
  }

  @Override
  Kernels kernels() {
    return kernels;
  }

  @Override
  double tolerance() {
    return 2e-6;
  }
}
