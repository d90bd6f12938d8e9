package io.nightjar.kernels.backend;

import java.util.function.Function;

/**
 * One numeric operation: its name in the record, the interface that every backend implements, and
 * made cases of it. Constants of this type stand in the facades of each topic.
 *
 * @param <T> the operation's interface
 * @param name as the run record and the command line write it, such as "kmeans-assign"
 * @param unit what its time is proportional to, such as "cell" or "flop"
 * @param type the operation's interface
 * @param jvmReason why no device can gain; null where one can, and a kernel for devices exists
 * @param reuse calls that a block on a device is expected to serve, over which its upload is spread
 * @param cases made cases for calibration, self-tests and tests
 */
public record Operation<T>(
    String name, String unit, Class<T> type, String jvmReason, int reuse, Cases<T> cases) {

  /** Calls of an iterative trainer that find a block already on the device. */
  public static final int ITERATIVE = 10;

  /** An operation that a device can gain on. */
  public static <T> Operation<T> offloadable(
      String name, String unit, Class<T> type, int reuse, Cases<T> cases) {
    return new Operation<>(name, unit, type, null, reuse, cases);
  }

  /** An operation that always runs on the JVM. */
  public static <T> Operation<T> onJvm(
      String name, String unit, Class<T> type, String jvmReason, Cases<T> cases) {
    return new Operation<>(name, unit, type, jvmReason, 1, cases);
  }

  /** Whether there is a kernel for devices. */
  public boolean offloadable() {
    return jvmReason == null;
  }

  /**
   * Made cases of an operation, for a number of rows and columns.
   *
   * @param <T> the operation's interface
   * @param work what a typical call costs
   * @param trial a typical call with data made from a fixed seed
   */
  public record Cases<T>(Sized<Work> work, Sized<Trial<T>> trial) {}

  /** Something of a number of rows and columns. */
  @FunctionalInterface
  public interface Sized<V> {
    /** The thing for that shape. */
    V of(int rows, int columns);
  }

  /**
   * A made case that can be run on any backend; its inputs stay the same over its runs.
   *
   * @param <T> the operation's interface
   * @param body runs it once; all its results in one new array, in a fixed order
   * @param tolerance greatest |a − b| / max(1, |b|) of one result between two backends; 0 where all
   *     backends give the same bits
   */
  public record Trial<T>(Function<T, double[]> body, double tolerance) {
    /** Runs it once. */
    public double[] run(T implementation) {
      return body.apply(implementation);
    }
  }
}
