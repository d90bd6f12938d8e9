package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between lost races: twice as long each time up to a cap, and of that a random
 * share, so that writers who collided once do not meet again.
 *
 * @param attempts how often a write is tried
 * @param firstMillis the longest first wait
 * @param maxMillis the longest wait
 */
record Backoff(int attempts, long firstMillis, long maxMillis) {
  static final Backoff DEFAULT = new Backoff(200, 4, 500);

  /** Waits after the attempt that was lost; attempts count from 1. */
  void pause(int attempt) {
    long longest = Math.min(maxMillis, firstMillis << Math.min(attempt - 1, 20));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NightjarException.of(
          FailureKind.STORAGE,
          "journal",
          "the write was interrupted while it waited for others; nothing was written. Run again.",
          e);
    }
  }
}
