package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import org.junit.jupiter.api.BeforeAll;

/** In double precision; with the device required, so that no call can fall back unseen. */
final class OpenClGlmGradientTest extends GlmGradientContract {
  private static Kernels kernels;

  @BeforeAll
  static void open() {
    kernels = OpenClKernels.required(OpenClBackend.Sums.DOUBLE);
  }

  @Override
  Kernels kernels() {
    return kernels;
  }
}
