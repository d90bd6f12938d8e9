package io.nightjar.jobs.benchmark.cases;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches how much of this JVM's memory is in use while some work runs: objects that a full
 * collection leaves, and direct and mapped buffers. Collections are forced one after the other, so
 * the work takes far longer than alone; what the JVM needs beside (room for garbage, code, native
 * libraries) is not counted.
 */
final class LiveMemory {
  private static final long PAUSE_MILLIS = 20;
  private static final int TRIES = 1_000;
  private static final double MIB = 1 << 20;
  private static final double SETTLED_MIB = 0.5;
  private static final int SETTLED_COLLECTIONS = 5;

  private LiveMemory() {}

  /**
   * Runs work and watches.
   *
   * @throws NightjarException of kind CONFIG where the JVM collects nothing when asked to
   */
  static Memory during(Runnable work) {
    double held = held();
    CountDownLatch done = new CountDownLatch(1);
    FutureTask<Double> peak = new FutureTask<>(() -> peak(done));
    Thread watch = new Thread(peak, "live-memory");
    watch.setDaemon(true);
    watch.start();
    try {
      work.run();
    } finally {
      done.countDown();
    }
    return new Memory(Memory.Kind.LIVE, held, Math.max(held, result(peak)));
  }

  /**
   * What is left once several collections in a row have freed nothing more: what one finds
   * unreachable, cleaners such as Spark's let go of in their own time.
   */
  private static double held() {
    double held = Double.POSITIVE_INFINITY;
    int settled = 0;
    for (int i = 0; i < TRIES && settled < SETTLED_COLLECTIONS; i++) {
      OptionalDouble now = collected();
      if (now.isPresent()) {
        settled = now.getAsDouble() > held - SETTLED_MIB ? settled + 1 : 0;
        held = Math.min(held, now.getAsDouble());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
    if (held < Double.POSITIVE_INFINITY) {
      return held;
    }
    throw NightjarException.of(
        FailureKind.CONFIG,
        "--memory",
        "needs a JVM that collects when it is asked to; start it without"
            + " -XX:+DisableExplicitGC.");
  }

  private static double peak(CountDownLatch done) throws InterruptedException {
    double peak = 0;
    do {
      peak = Math.max(peak, collected().orElse(0));
    } while (!done.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    return peak;
  }

  private static double result(FutureTask<Double> peak) {
    try {
      return peak.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while memory was counted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("memory could not be counted", e.getCause());
    }
  }

  /** MiB in use after a full collection; none where native code held it off just then. */
  private static OptionalDouble collected() {
    long before = collections();
    System.gc();
    if (collections() == before) {
      return OptionalDouble.empty();
    }
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      bytes += left == null ? 0 : left.getUsed();
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bytes += Math.max(0, pool.getMemoryUsed());
    }
    return OptionalDouble.of(bytes / MIB);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
