package io.nightjar.kernels.dense;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

final class ScalarCholeskySolveTest extends CholeskySolveContract {
  private static DenseKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new DenseKernels(TestBackends.scalar());
    }
  }

  @Override
  DenseKernels kernels() {
    return kernels;
  }
}
