package io.nightjar.spark.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Milliseconds by named step. */
final class StepTimes {
  private final Map<String, Long> millis = new LinkedHashMap<>();

  <T> T time(String step, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    millis.merge(step, (System.nanoTime() - start) / 1_000_000, Long::sum);
    return result;
  }

  Map<String, Long> millis() {
    return millis;
  }
}
