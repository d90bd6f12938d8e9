package io.nightjar.kernels;

import io.nightjar.kernels.opencl.OpenClBackend;
import org.junit.jupiter.api.BeforeAll;

final class OpenClMarginsTest extends MarginsContract {
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
