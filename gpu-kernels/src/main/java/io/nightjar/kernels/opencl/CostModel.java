package io.nightjar.kernels.opencl;

import java.util.Locale;

/**
 * What a block's gradient is predicted to take. A cell is one feature of one row for one class; the
 * device serves every thread of the JVM in turn, so it is held against all of them together.
 * Copying a block to the device is spread over the iterations that find it there.
 *
 * @param launchNanos of a launch that does nothing: coefficients up, partial sums down
 * @param linkNanosPerByte of copying a block to the device
 * @param deviceNanosPerCell of the kernel on the device
 * @param jvmNanosPerCell of the plain loop on one thread
 * @param threads of the JVM that would run the loop side by side
 */
public record CostModel(
    double launchNanos,
    double linkNanosPerByte,
    double deviceNanosPerCell,
    double jvmNanosPerCell,
    int threads) {

  /** Iterations that a block on the device is expected to serve. */
  private static final double ITERATIONS = 10;

  /** A gain smaller than this is not worth another source of failure. */
  private static final double MARGIN = 1.25;

  /** Predicted nanoseconds on the device for one block and iteration. */
  public double deviceNanos(int rows, int columns, int classes) {
    double bytes = (double) rows * (columns * Float.BYTES + 2.0 * Double.BYTES);
    return launchNanos
        + bytes * linkNanosPerByte / ITERATIONS
        + cells(rows, columns, classes) * deviceNanosPerCell;
  }

  /** Predicted nanoseconds on the JVM for one block and iteration, all threads at work. */
  public double jvmNanos(int rows, int columns, int classes) {
    return cells(rows, columns, classes) * jvmNanosPerCell / threads;
  }

  /** Whether the device is predicted to be faster by a clear margin. */
  public boolean gains(int rows, int columns, int classes) {
    return deviceNanos(rows, columns, classes) * MARGIN < jvmNanos(rows, columns, classes);
  }

  /** The constants in a few words, for the run record. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "launch %.0f µs, link %.1f GB/s, device %.3f ns a cell, JVM %.3f ns a cell on %d threads",
        launchNanos / 1e3,
        1 / linkNanosPerByte,
        deviceNanosPerCell,
        jvmNanosPerCell,
        threads);
  }

  private static double cells(int rows, int columns, int classes) {
    return (double) rows * (columns + 1) * classes;
  }
}
