package io.nightjar.kernels.opencl.peak;

import io.nightjar.kernels.opencl.device.DeviceKernel;

/** Multiplies and adds in registers; eight sums a work item hide a unit's latency. */
final class FmaKernel extends DeviceKernel {
  private static final int ITEMS = 1 << 18;
  private static final int STEPS = 64;
  private static final int SUMS = 8;

  final float[] factor = {0.999f};
  final float[] out = new float[ITEMS];
  int steps;

  @Override
  public void run() {
    int i = getGlobalId();
    float f = factor[0];
    float a = i;
    float b = a + 1f;
    float c = a + 2f;
    float d = a + 3f;
    float e = a + 4f;
    float g = a + 5f;
    float h = a + 6f;
    float k = a + 7f;
    for (int step = 0; step < steps; step++) {
      a = fma(a, f, f);
      b = fma(b, f, f);
      c = fma(c, f, f);
      d = fma(d, f, f);
      e = fma(e, f, f);
      g = fma(g, f, f);
      h = fma(h, f, f);
      k = fma(k, f, f);
    }
    out[i] = a + b + c + d + e + g + h + k;
  }

  /** Nanoseconds of a launch of some times 64 steps. */
  long nanos(int repeats) {
    upload(factor);
    steps = STEPS * repeats;
    long start = System.nanoTime();
    launch(ITEMS / GROUP, GROUP, 1);
    long nanos = System.nanoTime() - start;
    download(out);
    return nanos;
  }

  double flopsOfARepeat() {
    return 2.0 * SUMS * STEPS * ITEMS;
  }

  @Override
  public long footprint() {
    return Float.BYTES * (1L + ITEMS);
  }
}
