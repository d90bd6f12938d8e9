package io.nightjar.kernels.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin together. */
public final class Crew implements AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  /** A crew of that many threads. */
  public Crew(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, Crew::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "bench crew");
    thread.setDaemon(true);
    return thread;
  }

  /** How many threads. */
  public int size() {
    return size;
  }

  /**
   * Work that all threads do side by side: a sample's time is from the common start to the last
   * end.
   *
   * @param bodies one for each thread
   */
  public Timed together(List<Runnable> bodies) {
    return times -> run(bodies, times);
  }

  private Sample run(List<Runnable> bodies, int times) {
    CyclicBarrier start = new CyclicBarrier(bodies.size());
    List<Future<Turn>> turns = new ArrayList<>();
    for (Runnable body : bodies) {
      turns.add(threads.submit(() -> turn(start, body, times)));
    }
    long begin = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    double cpu = 0;
    for (Future<Turn> future : turns) {
      Turn turn = await(future);
      begin = Math.min(begin, turn.begin);
      end = Math.max(end, turn.end);
      cpu += turn.cpu;
    }
    return new Sample((double) (end - begin) / times, cpu / times);
  }

  private static Turn turn(CyclicBarrier start, Runnable body, int times)
      throws InterruptedException, BrokenBarrierException {
    start.await();
    long begin = System.nanoTime();
    Sample sample = Timed.onThisThread(body).run(times);
    return new Turn(begin, System.nanoTime(), sample.cpuNanos() * times);
  }

  private static Turn await(Future<Turn> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the benchmark was interrupted", interrupt);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a contender failed on several threads", failure.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  /** One thread's share. */
  private record Turn(long begin, long end, double cpu) {}
}
