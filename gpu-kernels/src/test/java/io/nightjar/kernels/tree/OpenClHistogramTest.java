package io.nightjar.kernels.tree;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** With the device required, so that no call can fall back unseen. */
final class OpenClHistogramTest extends HistogramContract {
  private static TreeKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new TreeKernels(TestBackends.openCl());
    }
  }

  @Override
  TreeKernels kernels() {
    return kernels;
  }
}
