package io.nightjar.spark.train.size;

import io.nightjar.spark.train.task.FitPlace;
import java.util.List;

/**
 * What a fit takes.
 *
 * @param place where its rows lie
 * @param because the rule that decides it, with its numbers
 * @param held what it holds when it holds most
 * @param rounds its rounds, in order
 * @param driverBytes what the driver holds: the model and what comes to it in a round
 */
public record FitSize(
    FitPlace place, String because, List<Held> held, List<Rounds> rounds, long driverBytes) {

  /** Copies the lists. */
  public FitSize {
    held = List.copyOf(held);
    rounds = List.copyOf(rounds);
  }

  /** Bytes in Spark's storage, over all executors. */
  public long storedBytes() {
    return sum(Held.Where.STORAGE);
  }

  /** Bytes of tasks' own arrays, over all executors. */
  public long heapBytes() {
    return sum(Held.Where.HEAP);
  }

  private long sum(Held.Where where) {
    return held.stream().filter(one -> one.where() == where).mapToLong(Held::bytes).sum();
  }

  /** Bytes of the executor that holds most. */
  public long executorBytes(Cluster cluster) {
    long stored = share(storedBytes(), cluster);
    return stored + (place == FitPlace.ONE_TASK ? heapBytes() : share(heapBytes(), cluster));
  }

  private static long share(long bytes, Cluster cluster) {
    return (bytes + cluster.executors() - 1) / cluster.executors();
  }

  /** Bytes that tasks send each other in all rounds, before compression. */
  public long shuffledBytes() {
    return rounds.stream().mapToLong(Rounds::shuffledBytes).sum();
  }

  /** Bytes that the largest broadcast takes on each executor. */
  public long broadcastBytes() {
    return rounds.stream().mapToLong(round -> round.traffic().broadcast()).max().orElse(0);
  }
}
