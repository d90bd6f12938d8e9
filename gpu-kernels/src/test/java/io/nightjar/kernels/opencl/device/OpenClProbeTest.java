package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.MadeBlocks;
import org.junit.jupiter.api.Test;

final class OpenClProbeTest {
  /** {@code -Dnightjar.opencl=absent} says that this machine has no OpenCL library. */
  @Test
  void kernelsRunOnTheJvmWhereNoLibraryIsInstalled() {
    assumeTrue(
        "absent".equals(System.getProperty("nightjar.opencl")),
        "an OpenCL library may be here; -Dnightjar.opencl=absent says that none is");
    String reason = "the OpenCL library could not be loaded (libOpenCL.so.1 is not installed?)";
    assertThat(TestDevices.probe()).isEqualTo(OpenClProbe.run());
    assertThat(TestDevices.probe().devices()).isEmpty();
    assertThat(TestDevices.probe().reason()).isEqualTo(reason);

    Kernels kernels = Kernels.of(BackendPreference.AUTO);
    GlmTarget target = GlmTarget.unweighted(new double[] {3, 3});
    double[] gradient = new double[2];
    double loss =
        kernels
            .linear()
            .gradient(
                GlmLoss.SQUARED,
                1,
                MadeBlocks.constant(2, 1, 1f),
                target,
                new double[] {1, 0},
                gradient);
    assertThat(loss).isEqualTo(4);
    assertThat(gradient).containsExactly(-4, -4);
    assertThat(kernels.uses().get(0).backend()).isNotEqualTo(BackendChoice.Backend.OPENCL);
    // Whether scalar or vector loops ran, and why, hangs on what ran before in this JVM; it is said
    // after the library's reason.
    assertThat(kernels.uses().get(0).reason()).startsWith(reason);
  }
}
