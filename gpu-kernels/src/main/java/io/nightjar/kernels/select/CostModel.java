package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.Work;
import java.util.Locale;

/**
 * What a call of one operation is predicted to take. The device serves every thread of the JVM in
 * turn, so it is held against all of them together. Copying a block to the device is spread over
 * the calls that find it there.
 *
 * @param unit what the operation's time is proportional to, such as "cell"
 * @param link of the device
 * @param deviceNanosPerUnit of the kernel on the device, its data there
 * @param jvmNanosPerUnit of the JVM's fastest loop on one thread
 * @param threads of the JVM that would run the loop side by side
 * @param reuse calls that a block on the device is expected to serve
 */
public record CostModel(
    String unit,
    Link link,
    double deviceNanosPerUnit,
    double jvmNanosPerUnit,
    int threads,
    int reuse) {

  /** A gain smaller than this is not worth another source of failure. */
  private static final double MARGIN = 1.25;

  /** Predicted nanoseconds on the device for one call. */
  public double deviceNanos(Work work) {
    double bytes = work.callBytes() + (double) work.residentBytes() / reuse;
    return link.launchNanos() + bytes * link.nanosPerByte() + work.units() * deviceNanosPerUnit;
  }

  /** Predicted nanoseconds on the JVM for one call, all threads at work. */
  public double jvmNanos(Work work) {
    return work.units() * jvmNanosPerUnit / threads;
  }

  /** Whether the device is predicted to be faster by a clear margin. */
  public boolean gains(Work work) {
    return deviceNanos(work) * MARGIN < jvmNanos(work);
  }

  /** The constants in a few words, for the run record. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "launch %.0f µs, link %.1f GB/s, device %.3g ns a %s, JVM %.3g ns a %s on %d threads",
        link.launchNanos() / 1e3,
        1 / link.nanosPerByte(),
        deviceNanosPerUnit,
        unit,
        jvmNanosPerUnit,
        unit,
        threads);
  }
}
