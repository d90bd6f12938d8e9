package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import org.junit.jupiter.api.BeforeEach;

final class OpenClMarginsTest extends MarginsContract {
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
