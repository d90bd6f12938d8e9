package io.nightjar.kernels.factor;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class SimdCholeskySolveTest extends CholeskySolveContract {
  private static FactorKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new FactorKernels(TestBackends.simd());
    }
  }

  @Override
  FactorKernels kernels() {
    return kernels;
  }
}
