package io.nightjar.kernels.factor;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class OpenClTopKTest extends TopKContract {
  private static FactorKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new FactorKernels(TestBackends.openCl());
    }
  }

  @Override
  FactorKernels kernels() {
    return kernels;
  }
}
