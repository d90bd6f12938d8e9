package io.nightjar.kernels.cluster;

import io.nightjar.kernels.select.TestBackends;

final class SimdAssignmentTest extends AssignmentContract {
  private final ClusterKernels kernels = new ClusterKernels(TestBackends.simd());

  @Override
  ClusterKernels kernels() {
    return kernels;
  }
}
