package io.nightjar.kernels.dense;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class OpenClNormalEquationsTest extends NormalEquationsContract {
  private static DenseKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new DenseKernels(TestBackends.openCl());
    }
  }

  @Override
  DenseKernels kernels() {
    return kernels;
  }
}
