package io.nightjar.scorer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Parts that serve one thread at a time, kept for the next call: a few slots by thread, without
 * locks and without an allocation where the thread's slot holds one. Unlike thread locals they go
 * when their owner goes. Safe for many threads.
 */
final class IdleParts<T> {
  private static final int SLOTS = 64;

  /** References of two cache lines, so that threads don't write to each other's. */
  private static final int APART = 32;

  private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SLOTS * APART);
  private final Supplier<T> make;

  IdleParts(Supplier<T> make) {
    this.make = make;
  }

  /** A part that no other thread has: an idle one, or a new one. */
  T take() {
    T idle = slots.getAndSet(slot(), null);
    return idle == null ? make.get() : idle;
  }

  /** Keeps a part that was taken by the same thread; another that waits there is dropped. */
  void give(T part) {
    slots.set(slot(), part);
  }

  private static int slot() {
    return APART * (int) (Thread.currentThread().getId() & (SLOTS - 1));
  }
}
