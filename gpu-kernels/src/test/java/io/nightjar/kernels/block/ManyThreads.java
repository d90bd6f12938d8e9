package io.nightjar.kernels.block;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that share nothing but kernels. */
public final class ManyThreads {
  private ManyThreads() {}

  /** Runs each job ten times, all at once, and fails with the first of them that fails. */
  public static void atOnce(List<Runnable> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Callable<Void>> calls =
          jobs.stream().<Callable<Void>>map(job -> () -> tenTimes(job)).toList();
      for (Future<Void> done : pool.invokeAll(calls)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Void tenTimes(Runnable job) {
    for (int round = 0; round < 10; round++) {
      job.run();
    }
    return null;
  }
}
