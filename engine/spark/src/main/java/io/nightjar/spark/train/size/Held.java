package io.nightjar.spark.train.size;

import java.util.List;

/**
 * Something that a fit holds while it needs most.
 *
 * @param what in words
 * @param bytes over all executors
 * @param where in Spark's storage, which goes to disk where it has no room, or in a task's own
 *     arrays, which can't
 */
public record Held(String what, long bytes, Where where) {
  /** Where it lies. */
  public enum Where {
    /** Spark's storage. */
    STORAGE,
    /** The heap of tasks. */
    HEAP
  }

  /** In Spark's storage. */
  public static Held stored(String what, long bytes) {
    return new Held(what, bytes, Where.STORAGE);
  }

  /** In a task's arrays. */
  public static Held onHeap(String what, long bytes) {
    return new Held(what, bytes, Where.HEAP);
  }

  /**
   * Rows that all cores make and one task fetches: in storage where there are several partitions,
   * and once more in the task where they come from other processes.
   */
  public static List<Held> fetched(String what, long bytes, int partitions, Cluster cluster) {
    if (partitions <= 1) {
      return List.of(onHeap(what, bytes));
    }
    return cluster.isLocal()
        ? List.of(stored(what, bytes))
        : List.of(stored(what, bytes), onHeap(what + ", fetched by the task", bytes));
  }
}
