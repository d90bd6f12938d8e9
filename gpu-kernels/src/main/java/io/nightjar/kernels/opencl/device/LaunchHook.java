package io.nightjar.kernels.opencl.device;

/** Looks in on each step of a launch; tests make steps fail there. */
interface LaunchHook {
  /** Does nothing. */
  LaunchHook NONE = (step, kernel) -> {};

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
}
