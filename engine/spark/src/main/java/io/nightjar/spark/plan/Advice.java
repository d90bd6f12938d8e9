package io.nightjar.spark.plan;

import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.task.FitPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What doesn't fit, and what would. */
record Advice(FitSize size, FitShape rows, Cluster cluster, double memoryFraction) {
  /** Room that Spark needs beside what is cached. */
  private static final double USABLE = 0.8;

  private static final double GIB = 1L << 30;

  List<String> warnings(long driverHeapBytes) {
    List<String> warnings = new ArrayList<>();
    long usable = (long) (USABLE * cluster.storageBytes());
    long stored = (size.storedBytes() + cluster.executors() - 1) / cluster.executors();
    if (stored > usable) {
      warnings.add(
          "cached rows take %s of each executor, which has %s for them: the rest goes to disk and is read from there in every round; take %s"
              .formatted(gib(stored), gib(usable), larger(usable)));
    }
    long heap = heapOfOne();
    if (heap > cluster.storageBytes()) {
      warnings.add(
          "a task's own arrays take %s, more than the %s that its executor has: it runs out of memory; raise spark.executor.memory to %s"
              .formatted(
                  gib(heap),
                  gib(cluster.storageBytes()),
                  gib(Cluster.heapFor(heap + stored, memoryFraction))));
    }
    if (size.driverBytes() > driverHeapBytes / 2) {
      warnings.add(
          "the driver holds %s of its %s; raise spark.driver.memory to %s"
              .formatted(
                  gib(size.driverBytes()), gib(driverHeapBytes), gib(2 * size.driverBytes())));
    }
    if (size.place() == FitPlace.EXECUTORS && rows.partitions() < cluster.slots()) {
      warnings.add(
          "%d partitions keep %d of %d cores busy; raise compute.partitions"
              .formatted(rows.partitions(), rows.partitions(), cluster.slots()));
    }
    return warnings;
  }

  private long heapOfOne() {
    return size.place() == FitPlace.ONE_TASK
        ? size.heapBytes()
        : (size.heapBytes() + cluster.executors() - 1) / cluster.executors();
  }

  private String larger(long usable) {
    long heap =
        Cluster.heapFor((long) (size.storedBytes() / USABLE / cluster.executors()), memoryFraction);
    if (cluster.isLocal()) {
      return "a heap of " + gib(heap) + " (spark.driver.memory)";
    }
    long executors = (size.storedBytes() + usable - 1) / Math.max(1, usable);
    return executors + " executors, or spark.executor.memory = " + gib(heap);
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", Math.ceil(10 * bytes / GIB) / 10);
  }
}
