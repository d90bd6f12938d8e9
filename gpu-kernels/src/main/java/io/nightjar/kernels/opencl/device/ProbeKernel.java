package io.nightjar.kernels.opencl.device;

import io.nightjar.kernels.backend.DeviceFailedException;

/** Adds two numbers: a device that can't, or that computes something else, is not used. */
final class ProbeKernel extends DeviceKernel {
  final float[] a = {1, 2, 3};
  final float[] sum = new float[3];
  int count = 3;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      sum[i] = a[i] + i;
    }
  }

  @Override
  public long footprint() {
    return 24;
  }

  private float[] sums() {
    upload(a);
    launch(1, GROUP, 1);
    download(sum);
    return sum.clone();
  }

  /**
   * Tries the device.
   *
   * @throws DeviceFailedException if it can't add
   */
  static void check(DeviceRuntime runtime) {
    if (runtime.info().workGroupLimit() < GROUP) {
      throw runtime.failure(
          "takes groups of "
              + runtime.info().workGroupLimit()
              + " work items; must be at least "
              + GROUP,
          null);
    }
    ResidentKey key = ResidentKey.scratch(ProbeKernel.class);
    float[] sums = runtime.use(key, ProbeKernel.class, ProbeKernel::new, ProbeKernel::sums);
    if (sums[0] != 1 || sums[1] != 3 || sums[2] != 5) {
      throw runtime.failure("computes 3 + 2 as " + sums[2] + "; its driver can't be used", null);
    }
  }

  /** Whether the device computes in float64. */
  static boolean computesInDouble(DeviceRuntime runtime) {
    ResidentKey key = ResidentKey.scratch(InDouble.class);
    try {
      return runtime.use(key, InDouble.class, InDouble::new, InDouble::sum) == 1 + 0x1p-40;
    } catch (DeviceFailedException without) {
      return false;
    }
  }

  /** Needs double precision. */
  static final class InDouble extends DeviceKernel {
    final double[] a = {0x1p-40};
    final double[] sum = new double[1];

    @Override
    public void run() {
      if (getGlobalId() == 0) {
        sum[0] = a[0] + 1;
      }
    }

    @Override
    public long footprint() {
      return 16;
    }

    private double sum() {
      upload(a);
      launch(1, GROUP, 1);
      download(sum);
      return sum[0];
    }
  }
}
