package io.nightjar.kernels.opencl.device;

import io.nightjar.kernels.backend.DeviceFailedException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One device, one use at a time, in order of arrival, on a thread of its own: Aparapi runs one
 * kernel at a time per class loader anyway, and a driver that hangs then holds this thread and
 * nobody else's. A device that holds one use beyond the deadline is lost for the rest of the
 * process.
 */
final class DeviceQueue implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final String device;
  private final Supplier<Duration> deadline;
  private final ExecutorService worker;
  private volatile Turn running;
  private volatile boolean lost;

  DeviceQueue(String device, Supplier<Duration> deadline) {
    this.device = device;
    this.deadline = deadline;
    this.worker =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "opencl " + device);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits for its turn, and for its end; an interrupt is kept for later, because a launch can't be
   * taken back.
   *
   * @throws DeviceFailedException if the device is lost or the use failed
   */
  <R> R run(Supplier<R> use) {
    if (lost) {
      throw lost();
    }
    Turn turn = new Turn();
    FutureTask<R> task =
        new FutureTask<>(
            () -> {
              turn.started = System.nanoTime();
              running = turn;
              try {
                return use.get();
              } finally {
                running = null;
              }
            });
    submit(task);
    return await(task);
  }

  /** Does something later, without waiting; not at all once the device is lost. */
  void later(Runnable use) {
    if (!lost) {
      submit(new FutureTask<>(use, null));
    }
  }

  private void submit(FutureTask<?> task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException closedOrFull) {
      throw new DeviceFailedException(
          device,
          "it is closed, or more than " + MOST_WAITING + " launches wait for it",
          closedOrFull);
    }
  }

  private <R> R await(Future<R> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(deadline.get().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (TimeoutException slow) {
          if (lost || overdue()) {
            lost = true;
            throw lost();
          }
        }
      }
    } catch (ExecutionException failure) {
      throw rethrown(failure.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether what runs now, not what waits behind it, has had its time. */
  private boolean overdue() {
    Turn now = running;
    return now != null && System.nanoTime() - now.started >= deadline.get().toNanos();
  }

  private DeviceFailedException rethrown(Throwable cause) {
    if (cause instanceof DeviceFailedException known) {
      return known;
    }
    if (cause instanceof AssertionError) {
      // What Aparapi throws when it tries again after a failed launch: the device is marked now.
      return new DeviceFailedException(device, "the driver refused the launch", cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return new DeviceFailedException(device, "there is no memory for its buffers", cause);
    }
    return new DeviceFailedException(device, "the launch failed: " + cause.getMessage(), cause);
  }

  private DeviceFailedException lost() {
    return new DeviceFailedException(
        device,
        "it did not answer within "
            + deadline.get().toMillis()
            + " ms and is left alone for the rest of the process",
        null);
  }

  boolean isLost() {
    return lost;
  }

  /** Takes no more uses; what waits is done first. */
  @Override
  public void close() {
    worker.shutdown();
  }

  /** When a use began. */
  private static final class Turn {
    volatile long started;
  }
}
