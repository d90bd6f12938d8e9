package io.nightjar.spark.train.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.spark.SparkEnv;

/** Threads that share out units of work; the caller's is one of them. */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  /** So many threads, 1 or more. */
  public Workers(int threads) {
    this.threads = threads;
    this.others =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                work -> {
                  Thread thread = new Thread(work, "nightjar-fit");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /**
   * As many threads as the task's executor has cores: its stage has no other task. Fits of a search
   * that run at once share the cores as the system gives them.
   */
  public static Workers ofThisTask() {
    int here = Runtime.getRuntime().availableProcessors();
    return new Workers(Math.min(here, SparkEnv.get().conf().getInt("spark.executor.cores", here)));
  }

  /** Does units 0..{@code units} − 1, each once, in no order; returns when all are done. */
  public void forEach(int units, IntConsumer body) {
    if (others == null || units <= 1) {
      for (int unit = 0; unit < units; unit++) {
        body.accept(unit);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int unit = next.getAndIncrement(); unit < units; unit = next.getAndIncrement()) {
            body.accept(unit);
          }
        };
    List<Future<?>> running = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, units); i++) {
      running.add(others.submit(share));
    }
    share.run();
    running.forEach(Workers::await);
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fitting", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("fitting failed", e.getCause());
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }
}
