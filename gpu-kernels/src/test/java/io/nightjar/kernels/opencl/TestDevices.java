package io.nightjar.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Consumer;

/** The first OpenCL device here; a test that needs one skips visibly, or fails where required. */
public final class TestDevices {
  private static final OpenClProbe PROBE = OpenClProbe.run();

  private TestDevices() {}

  public static OpenClProbe probe() {
    return PROBE;
  }

  /** {@code -Dnightjar.opencl=required} turns the skip into a failure. */
  public static OpenClDevice required() {
    boolean there = !PROBE.devices().isEmpty();
    if ("required".equals(System.getProperty("nightjar.opencl"))) {
      assertThat(there).as("an OpenCL device is required: %s", PROBE.reason()).isTrue();
    }
    assumeTrue(there, () -> "no OpenCL device: " + PROBE.reason());
    return PROBE.devices().get(0);
  }

  public static OpenClBackend backend(OpenClBackend.Sums sums) {
    return new OpenClBackend(required(), sums, kernel -> {});
  }

  /** A backend whose launches the driver refuses as long as the switch is on. */
  public static OpenClBackend breakable(Switch broken) {
    Consumer<GradientKernel> breaker =
        kernel -> {
          if (broken.on) {
            // The driver can't make a buffer of no bytes: a real failure, inside a launch.
            ((DoubleGradientKernel) kernel).beta = new double[0];
          }
        };
    return new OpenClBackend(required(), OpenClBackend.Sums.DOUBLE, breaker);
  }

  /** Whether launches are broken. */
  public static final class Switch {
    public volatile boolean on;
  }
}
