package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  /** The device at work, shared by all tests of this JVM. */
  public static DeviceRuntime runtime() {
    required();
    return Shared.WITH_DOUBLES;
  }

  /** The device at work as if it had no double precision, shared by all tests of this JVM. */
  public static DeviceRuntime runtimeWithoutDoubles() {
    required();
    return Shared.WITHOUT_DOUBLES;
  }

  /** A runtime of a test's own, whose launches fail as that switch says. */
  public static DeviceRuntime faulty(FaultSwitch fault) {
    return new DeviceRuntime(required(), fault, true);
  }

  /** Opened on first use. */
  private static final class Shared {
    static final DeviceRuntime WITH_DOUBLES = DeviceRuntime.open(required());
    static final DeviceRuntime WITHOUT_DOUBLES =
        new DeviceRuntime(required(), LaunchHook.NONE, false);
  }
}
