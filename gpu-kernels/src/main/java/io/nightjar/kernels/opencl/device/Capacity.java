package io.nightjar.kernels.opencl.device;

/**
 * Lengths of scratch arrays: a few for each power of two, so that calls of about the same size
 * share one kernel, and none of its arrays is a quarter larger than it need be.
 */
public final class Capacity {
  private static final int LEAST = 1024;
  private static final int STEPS = 4;

  /** What a JVM can make an array of. */
  private static final int GREATEST = Integer.MAX_VALUE - 8;

  private Capacity() {}

  /** The next capacity that is no less than {@code length}. */
  public static int of(long length) {
    if (length <= LEAST) {
      return LEAST;
    }
    long step = Long.highestOneBit(length - 1) / STEPS;
    return (int) Math.min((length + step - 1) / step * step, GREATEST);
  }
}
