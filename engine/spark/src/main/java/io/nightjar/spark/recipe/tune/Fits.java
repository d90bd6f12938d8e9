package io.nightjar.spark.recipe.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits that run at once, their Spark jobs in one group. Closing ends what still runs and waits for
 * it, so that nothing reads rows or writes files that the caller frees next.
 */
final class Fits implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fits.class);
  private static final long MOST_SECONDS = 300;

  private final SparkContext spark;
  private final ExecutorService pool;
  private final List<Future<?>> started = new ArrayList<>();
  private final String group = "nightjar-trials-" + UUID.randomUUID();

  /** Runs so many fits at once. */
  Fits(SparkContext spark, int parallelism) {
    this.spark = spark;
    this.pool = Executors.newFixedThreadPool(parallelism, Fits::daemon);
  }

  /** Starts a fit as soon as there is a place. */
  <T> Future<T> start(Callable<T> fit) {
    Future<T> future =
        pool.submit(
            () -> {
              spark.setJobGroup(group, "trials of a search", false);
              return fit.call();
            });
    started.add(future);
    return future;
  }

  /** Ends fits that still run, which is so after a failure alone, and their Spark jobs. */
  @Override
  public void close() {
    pool.shutdown();
    if (started.stream().allMatch(Future::isDone)) {
      return;
    }
    pool.shutdownNow();
    spark.cancelJobGroupAndFutureJobs(group);
    // An interrupt may be why the search ends; it must not end the wait too.
    boolean interrupted = Thread.interrupted();
    try {
      if (!pool.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("trials still run {} seconds after the search ended", MOST_SECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "trial");
    thread.setDaemon(true);
    return thread;
  }
}
