package io.nightjar.spark.train.size;

/**
 * Rounds of a fit that are alike.
 *
 * @param what in words
 * @param count how many
 * @param known whether it is always that many, or that many at most
 * @param jobs of Spark's, a round
 * @param traffic of one round
 * @param work of one round, over all executors
 */
public record Rounds(String what, long count, Known known, int jobs, Traffic traffic, Work work) {

  /** What is known of a number of rounds. */
  public enum Known {
    /** Always so many. */
    EXACT,
    /** So many at most: a fit that has settled stops. */
    AT_MOST
  }

  /**
   * Bytes that one round sends, before compression.
   *
   * @param shuffle written for other tasks
   * @param broadcast to each executor
   * @param driver results that come to the driver
   */
  public record Traffic(long shuffle, long broadcast, long driver) {
    /** Of rounds that stay inside a task. */
    public static final Traffic NONE = new Traffic(0, 0, 0);
  }

  /**
   * What one round computes.
   *
   * @param operations how many
   * @param rate what one of them takes
   */
  public record Work(double operations, Rate rate) {}

  /** Bytes shuffled in all rounds. */
  public long shuffledBytes() {
    return count * traffic.shuffle();
  }
}
