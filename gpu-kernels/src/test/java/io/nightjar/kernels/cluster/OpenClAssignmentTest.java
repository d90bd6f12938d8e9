package io.nightjar.kernels.cluster;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;

/** With the device required, so that no call can fall back unseen. */
final class OpenClAssignmentTest extends AssignmentContract {
  private static ClusterKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new ClusterKernels(TestBackends.openCl());
    }
  }

  @Override
  ClusterKernels kernels() {
    return kernels;
  }

  @Override
  double tolerance() {
    return 1e-7;
  }
}
