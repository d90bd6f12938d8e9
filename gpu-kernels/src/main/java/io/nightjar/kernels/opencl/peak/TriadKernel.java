package io.nightjar.kernels.opencl.peak;

import io.nightjar.kernels.opencl.device.DeviceKernel;

/**
 * Reads two arrays and writes a third, some sweeps a launch. A work item's next element is a sweep
 * apart, so that each sweep comes from memory and not from a cache.
 */
final class TriadKernel extends DeviceKernel {
  final float[] a;
  final float[] b;
  final float[] c;
  int count;
  int sweeps;
  int stride;
  private boolean loaded;

  TriadKernel(int floats) {
    a = new float[floats];
    b = new float[floats];
    c = new float[floats];
    for (int i = 0; i < floats; i++) {
      b[i] = i & 1023;
      c[i] = i & 7;
    }
    count = floats;
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      for (int sweep = 0; sweep < sweeps; sweep++) {
        a[i] = b[i] + 3f * c[i];
        i = i + stride;
        if (i >= count) {
          i = i - count;
        }
      }
    }
  }

  /** Nanoseconds of a launch of some sweeps. */
  long nanos(int sweepsOfALaunch) {
    if (!loaded) {
      upload(b);
      upload(c);
      sweeps = 0;
      launch(groupsFor(count, GROUP), GROUP, 1);
      loaded = true;
    }
    sweeps = sweepsOfALaunch;
    stride = count / sweepsOfALaunch;
    long start = System.nanoTime();
    launch(groupsFor(count, GROUP), GROUP, 1);
    long nanos = System.nanoTime() - start;
    download(a);
    return nanos;
  }

  double bytesOfASweep() {
    return 3.0 * Float.BYTES * count;
  }

  @Override
  public long footprint() {
    return 3L * Float.BYTES * count;
  }
}
