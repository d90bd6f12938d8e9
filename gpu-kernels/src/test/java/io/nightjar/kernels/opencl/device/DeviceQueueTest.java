package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightjar.kernels.backend.DeviceFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class DeviceQueueTest {
  @Test
  void eightThreadsTakeTurns() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> jobs = new ArrayList<>();
    try (DeviceQueue queue = new DeviceQueue("a device", () -> Duration.ofSeconds(30))) {
      for (int thread = 0; thread < 8; thread++) {
        int number = thread;
        jobs.add(() -> queue.run(() -> turn(inside, most, number)));
      }
      ExecutorService pool = Executors.newFixedThreadPool(8);
      try {
        List<Future<Integer>> done = pool.invokeAll(jobs);
        for (int thread = 0; thread < 8; thread++) {
          assertThat(done.get(thread).get()).isEqualTo(thread);
        }
      } finally {
        pool.shutdownNow();
      }
    }
    assertThat(most).hasValue(1);
  }

  private static int turn(AtomicInteger inside, AtomicInteger most, int number) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    Thread.yield();
    inside.decrementAndGet();
    return number;
  }

  @Test
  void waitingBehindOthersIsNoHang() throws Exception {
    try (DeviceQueue queue = new DeviceQueue("a device", () -> Duration.ofMillis(1500))) {
      ExecutorService pool = Executors.newFixedThreadPool(6);
      try {
        List<Future<Boolean>> done = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) { // each takes 400 ms, the last waits for 2,000
          done.add(pool.submit(() -> queue.run(() -> busy(400))));
        }
        for (Future<Boolean> each : done) {
          assertThat(each.get()).isTrue();
        }
        assertThat(queue.isLost()).isFalse();
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private static boolean busy(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return true;
  }

  @Test
  void whatHangsIsGivenUpByEverybodyWhoWaits() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (DeviceQueue queue = new DeviceQueue("a device", () -> Duration.ofMillis(100))) {
      ExecutorService pool = Executors.newFixedThreadPool(3);
      try {
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
          waiting.add(pool.submit(() -> queue.run(() -> await(never))));
        }
        for (Future<Boolean> each : waiting) {
          assertThat(each)
              .failsWithin(Duration.ofSeconds(20))
              .withThrowableOfType(java.util.concurrent.ExecutionException.class)
              .withMessageContaining(
                  "a device: it did not answer within 100 ms and is left alone for the rest of the"
                      + " process");
        }
        assertThat(queue.isLost()).isTrue();
      } finally {
        never.countDown();
        pool.shutdownNow();
      }
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void anInterruptIsKeptForAfterTheLaunch() {
    try (DeviceQueue queue = new DeviceQueue("a device", () -> Duration.ofSeconds(30))) {
      Thread.currentThread().interrupt();
      assertThat(queue.run(() -> busy(5))).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aClosedDeviceTakesNothingMore() {
    DeviceQueue queue = new DeviceQueue("a device", () -> Duration.ofSeconds(30));
    queue.close();
    assertThatExceptionOfType(DeviceFailedException.class)
        .isThrownBy(() -> assertThat(queue.run(() -> true)).isNull())
        .withMessage("a device: it is closed, or more than 10000 launches wait for it");
  }
}
