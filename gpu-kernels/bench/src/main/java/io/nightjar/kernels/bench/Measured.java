package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.measure.Timing;
import io.nightjar.kernels.bench.spec.Case;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of one case.
 *
 * @param threads that ran side by side in the second measurement
 * @param entries one for each contender: our backends first, then the peers
 */
record Measured(Case<?> what, int threads, List<Entry> entries) {
  /**
   * One contender.
   *
   * @param fault what is wrong with its results; empty where nothing is
   * @param one on one thread; null where it is wrong
   * @param all on all threads, a call on each; null where it is wrong or runs on the device
   * @param transfer what bringing its data to the device costs; null off the device
   */
  record Entry(Contender contender, String fault, Timing one, Timing all, Transfer transfer) {
    boolean wrong() {
      return !fault.isEmpty();
    }

    boolean ours() {
      return contender.role() == Contender.Role.BACKEND;
    }
  }

  /**
   * The way to the device and back.
   *
   * @param bytes that the first call on a block moves
   * @param residentBytes that each further call moves
   * @param nanos that the first call takes longer than a further one
   */
  record Transfer(long bytes, long residentBytes, double nanos) {}

  boolean wrong() {
    return entries.stream().anyMatch(Entry::wrong);
  }

  /** The entry of a backend, if it is here and right. */
  Optional<Entry> backend(String name) {
    return entries.stream()
        .filter(entry -> entry.ours() && !entry.wrong() && entry.contender().name().equals(name))
        .findFirst();
  }

  /** The quickest peer, which ours are compared with, if there is one. */
  Optional<Entry> peer() {
    return entries.stream()
        .filter(entry -> !entry.ours() && !entry.wrong())
        .min(Comparator.comparingDouble(entry -> entry.one().medianNanos()));
  }

  /**
   * How many times as fast as {@code base} an entry is on one thread: by processor time, which
   * neighbours on the machine disturb less; by the wall clock where the device works.
   */
  static double speedup(Entry base, Entry entry) {
    boolean clocked = base.one().medianCpuNanos() > 0 && entry.one().medianCpuNanos() > 0;
    return clocked && !base.contender().device() && !entry.contender().device()
        ? base.one().medianCpuNanos() / entry.one().medianCpuNanos()
        : base.one().medianNanos() / entry.one().medianNanos();
  }

  /** Nanoseconds a call of the quickest of our loops with all threads at work. */
  double bestOnAllCores() {
    return entries.stream()
        .filter(entry -> entry.ours() && entry.all() != null)
        .mapToDouble(entry -> entry.all().medianNanos() / threads)
        .min()
        .orElse(Double.NaN);
  }
}
