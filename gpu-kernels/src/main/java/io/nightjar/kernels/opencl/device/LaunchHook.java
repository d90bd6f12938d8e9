package io.nightjar.kernels.opencl.device;

import java.time.Duration;

/** Looks in on each step of a launch and bounds its time; tests make steps fail there. */
interface LaunchHook {
  /** Does nothing. */
  LaunchHook NONE = (step, kernel) -> {};

  /** A driver that takes longer hangs. */
  Duration DEADLINE = Duration.ofMinutes(2);

  /** What comes next. */
  enum Step {
    /** The kernel is built for its device. */
    BUILD,
    /** The kernel is launched. */
    LAUNCH,
    /** What ran where is checked. */
    CHECK
  }

  void before(Step step, DeviceKernel kernel);

  /** How long one use may take before the device is lost: far beyond any sound launch. */
  default Duration deadline() {
    return DEADLINE;
  }
}
