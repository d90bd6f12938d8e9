package io.nightjar.spark.train.size;

import io.nightjar.spark.train.task.FitPlace;
import org.apache.spark.SparkContext;

/**
 * What a fit runs on.
 *
 * @param mode local mode, or executors of their own
 * @param executors how many
 * @param cores of each
 * @param storageBytes of each, for Spark's storage and its own work
 */
public record Cluster(Mode mode, int executors, int cores, long storageBytes) {
  /** What Spark leaves aside of each heap. */
  private static final long RESERVED_BYTES = 300L << 20;

  /** Where tasks run. */
  public enum Mode {
    /** In the driver. */
    LOCAL,
    /** In processes of their own. */
    EXECUTORS
  }

  /** What a session has now. */
  public static Cluster of(SparkContext spark) {
    int here = Runtime.getRuntime().availableProcessors();
    if (spark.isLocal()) {
      int threads = Math.min(here, spark.defaultParallelism());
      return new Cluster(Mode.LOCAL, 1, threads, FitPlace.leastMemory(spark));
    }
    int cores = spark.conf().getInt("spark.executor.cores", here);
    int executors = Math.max(1, spark.getExecutorMemoryStatus().size() - 1);
    return new Cluster(Mode.EXECUTORS, executors, cores, FitPlace.leastMemory(spark));
  }

  /**
   * Executors that are only thought of.
   *
   * @param heapBytes of each, {@code spark.executor.memory}
   * @param fraction {@code spark.memory.fraction}
   */
  public static Cluster ofExecutors(int executors, int cores, long heapBytes, double fraction) {
    long storage = (long) (Math.max(0, heapBytes - RESERVED_BYTES) * fraction);
    return new Cluster(Mode.EXECUTORS, executors, cores, storage);
  }

  /** The heap that makes room for so many bytes of storage. */
  public static long heapFor(long storageBytes, double fraction) {
    return (long) (storageBytes / fraction) + RESERVED_BYTES;
  }

  /** Tasks that run at once. */
  public int slots() {
    return executors * cores;
  }

  /** Whether tasks run in the driver. */
  public boolean isLocal() {
    return mode == Mode.LOCAL;
  }
}
