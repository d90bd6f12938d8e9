package io.nightjar.kernels.opencl.peak;

import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.function.IntToLongFunction;

/**
 * What no kernel on a device can exceed.
 *
 * @param triadGbs a[i] = b[i] + f·c[i] over its global memory: bytes read and written, in GB/s
 * @param peakGflops float32 products and sums in registers, a fused one counted twice
 */
public record DevicePeak(double triadGbs, double peakGflops) {
  /** Numbers of each of the three arrays: far more than any device caches. */
  public static final int FLOATS = 1 << 24;

  /** A launch that long hides what starting it costs. */
  private static final long LEAST_NANOS = 20_000_000;

  private static final int MOST_REPEATS = 1 << 16;
  private static final int ROUNDS = 5;

  /**
   * Measures a device in about a second; frees everything that was on it.
   *
   * @param floats numbers of each array, a multiple of the largest work group; {@link #FLOATS} for
   *     figures that are worth reading
   * @throws io.nightjar.kernels.backend.DeviceFailedException if it fails
   */
  public static DevicePeak measure(DeviceRuntime runtime, int floats) {
    double bytes =
        runtime.use(
            ResidentKey.scratch(TriadKernel.class, floats),
            TriadKernel.class,
            () -> new TriadKernel(floats),
            kernel -> rate(kernel::nanos, kernel.bytesOfASweep()));
    double flops =
        runtime.use(
            ResidentKey.scratch(FmaKernel.class),
            FmaKernel.class,
            FmaKernel::new,
            kernel -> rate(kernel::nanos, kernel.flopsOfARepeat()));
    runtime.release();
    return new DevicePeak(bytes, flops);
  }

  /** The best rate, in units a nanosecond, of as many repeats as make one launch long. */
  private static double rate(IntToLongFunction nanos, double unitsOfARepeat) {
    int repeats = 1;
    long best = nanos.applyAsLong(repeats);
    while (best < LEAST_NANOS && repeats < MOST_REPEATS) {
      repeats *= 2;
      best = nanos.applyAsLong(repeats);
    }
    for (int round = 1; round < ROUNDS; round++) {
      best = Math.min(best, nanos.applyAsLong(repeats));
    }
    return unitsOfARepeat * repeats / best;
  }
}
