package io.nightjar.kernels.opencl.device;

/**
 * Measures what every use of a device costs: a launch that does nothing, and a byte's way there.
 */
public final class LinkProbe extends DeviceKernel {
  private static final int FLOATS = 1 << 22;
  private static final int ROUNDS = 5;

  final float[] data = new float[FLOATS];
  final float[] out = new float[1];

  private LinkProbe() {}

  /**
   * What was measured.
   *
   * @param launchNanos of a launch that does next to nothing
   * @param nanosPerByte of copying to the device
   */
  public record Measure(double launchNanos, double nanosPerByte) {}

  /** Measures a device in a fraction of a second. */
  public static Measure measure(DeviceRuntime runtime) {
    ResidentKey key = ResidentKey.scratch(LinkProbe.class);
    Measure measure = runtime.use(key, LinkProbe.class, LinkProbe::new, LinkProbe::rounds);
    runtime.drop(key);
    return measure;
  }

  private Measure rounds() {
    long launch = Long.MAX_VALUE;
    long copy = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      upload(data);
      // The driver copies when a launch needs the array, so copy and launch are timed together.
      launch(1, GROUP, 1);
      download(out);
      copy = Math.min(copy, System.nanoTime() - start);
    }
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      launch(1, GROUP, 1);
      download(out);
      launch = Math.min(launch, System.nanoTime() - start);
    }
    double bytes = (double) Float.BYTES * FLOATS;
    return new Measure(launch, Math.max(copy - launch, 1) / bytes);
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i == 0) {
      out[0] = data[0] + data[FLOATS - 1];
    }
  }

  @Override
  public long footprint() {
    return Float.BYTES * (FLOATS + 1L);
  }
}
