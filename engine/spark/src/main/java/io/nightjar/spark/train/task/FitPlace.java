package io.nightjar.spark.train.task;

import org.apache.spark.SparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** Where a fit's rows lie. */
public enum FitPlace {
  /** All in one task, which needs no rounds of communication. */
  ONE_TASK,
  /** In their partitions, on all executors. */
  EXECUTORS;

  /** The share of an executor's memory for storage that one task's rows may take. */
  private static final double SHARE = 0.5;

  /** One task wherever its executor has room for so many rows of so many bytes. */
  public static FitPlace of(long rows, long rowBytes, SparkContext spark) {
    return of(rows, rowBytes, leastMemory(spark));
  }

  /**
   * The same for executors that have {@code storageBytes} each for Spark's storage.
   *
   * @param storageBytes of the executor that has least
   */
  public static FitPlace of(long rows, long rowBytes, long storageBytes) {
    boolean fits = hasRoom(rows * rowBytes, storageBytes) && rows < Integer.MAX_VALUE;
    return fits ? ONE_TASK : EXECUTORS;
  }

  /** Whether any executor has room for so many bytes of one task's rows. */
  public static boolean hasRoom(long bytes, SparkContext spark) {
    return hasRoom(bytes, leastMemory(spark));
  }

  /** The same for executors that have {@code storageBytes} each for Spark's storage. */
  public static boolean hasRoom(long bytes, long storageBytes) {
    return bytes <= room(storageBytes);
  }

  /** The most that one task's rows may take of an executor's storage. */
  public static long room(long storageBytes) {
    return (long) (SHARE * storageBytes);
  }

  /** What the executor that has least has for Spark's storage. */
  public static long leastMemory(SparkContext spark) {
    return CollectionConverters.asJava(spark.getExecutorMemoryStatus()).values().stream()
        .mapToLong(memory -> (Long) memory._1())
        .min()
        .orElse(0);
  }
}
