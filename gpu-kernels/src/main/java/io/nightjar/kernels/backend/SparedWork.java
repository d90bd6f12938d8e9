package io.nightjar.kernels.backend;

/** Counts the rows whose work an implementation could spare, for the record of what ran where. */
public final class SparedWork {
  private static final ThreadLocal<long[]> ROWS = ThreadLocal.withInitial(() -> new long[1]);

  private SparedWork() {}

  /** Adds rows of the call that this thread is in. */
  public static void add(long rows) {
    ROWS.get()[0] += rows;
  }

  /** Rows that calls by the current thread spared so far. */
  public static long ofThisThread() {
    return ROWS.get()[0];
  }
}
