package io.nightjar.kernels.linear;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class OpenClMarginsTest extends MarginsContract {
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
