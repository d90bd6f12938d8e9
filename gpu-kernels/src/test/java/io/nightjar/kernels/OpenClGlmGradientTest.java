package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import org.junit.jupiter.api.BeforeEach;

/** In double precision; with the device required, so that no call can fall back unseen. */
final class OpenClGlmGradientTest extends GlmGradientContract {
  private static Kernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = OpenClKernels.required(OpenClBackend.Sums.DOUBLE);
    }
  }

  @Override
  Kernels kernels() {
    return kernels;
  }
}
