package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long plain loops run in this JVM before vector loops take over: until those are compiled,
 * every step of theirs allocates, and that costs about as much as this time on plain loops. Both
 * give the same bits, so the change can't be seen in a result.
 */
final class WarmUp {
  /** Time on an operation's plain loops before vectors pay. */
  static final long NANOS = 400_000_000;

  static final String REASON = "vector loops only pay after 0.4 s of this operation";

  private static final Map<String, LongAdder> SPENT = new ConcurrentHashMap<>();

  private WarmUp() {}

  static boolean isCold(Operation<?> operation) {
    LongAdder spent = SPENT.get(operation.name());
    return spent == null || spent.sum() < NANOS;
  }

  static void spent(Operation<?> operation, BackendChoice choice, long nanos) {
    if (choice.backend() == BackendChoice.Backend.SCALAR) {
      SPENT.computeIfAbsent(operation.name(), name -> new LongAdder()).add(nanos);
    }
  }
}
