package io.nightjar.kernels.dense;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class SimdGemmTest extends GemmContract {
  private static DenseKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new DenseKernels(TestBackends.simd());
    }
  }

  @Override
  DenseKernels kernels() {
    return kernels;
  }
}
