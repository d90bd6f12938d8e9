package io.nightjar.spark.train.trees.distributed;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.local.SplitParts;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.broadcast.Broadcast;

/**
 * The shards of this executor. They may be lost at any time, with the executor or because memory
 * runs short: then the log makes them anew from the partition's rows, and with the same bits.
 */
final class Shards {
  private static final Map<Key, SoftReference<Shard>> HERE = new ConcurrentHashMap<>();

  private Shards() {}

  private record Key(String fit, int partition) {}

  /** Work on a shard. */
  @FunctionalInterface
  interface Reading<R> {
    R of(Shard shard);
  }

  /**
   * Brings a partition's shard up to the log and reads it. Meanwhile no one else has it: a task
   * that fails, or runs twice, spoils no other's.
   */
  static <R> R read(FitState fit, int partition, SplitParts rows, StepLog log, Reading<R> reading) {
    Key key = new Key(fit.id(), partition);
    SoftReference<Shard> held = HERE.remove(key);
    Shard shard = held == null ? null : held.get();
    if (shard == null || !shard.canFollow(log)) {
      shard = new Shard(rows, fit.plan().value(), TaskKernels.of(fit.preference()));
    }
    shard.follow(log);
    R result = reading.of(shard);
    fit.uses().add(shard.uses());
    HERE.put(key, new SoftReference<>(shard));
    return result;
  }

  static void drop(String fit) {
    HERE.keySet().removeIf(key -> key.fit().equals(fit));
  }

  /** How many shards of a fit are here. */
  static int count(String fit) {
    return (int) HERE.keySet().stream().filter(key -> key.fit().equals(fit)).count();
  }

  /**
   * A fit, as its tasks know it.
   *
   * @param id told from every other
   * @param plan of it
   * @param preference where its kernels should run
   * @param uses where they ran
   */
  record FitState(
      String id, Broadcast<BoostPlan> plan, BackendPreference preference, UseCounter uses)
      implements Serializable {}
}
