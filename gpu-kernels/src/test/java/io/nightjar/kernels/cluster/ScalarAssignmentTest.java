package io.nightjar.kernels.cluster;

import io.nightjar.kernels.select.TestBackends;

final class ScalarAssignmentTest extends AssignmentContract {
  private final ClusterKernels kernels = new ClusterKernels(TestBackends.scalar());

  @Override
  ClusterKernels kernels() {
    return kernels;
  }
}
