package io.nightjar.jobs.benchmark.cases;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One system that fits a case's model. */
public interface Contestant extends AutoCloseable {
  /** Who it is, with its version where it isn't ours. */
  String name();

  /** Fits once. */
  Fit fit();

  /**
   * What memory a fit takes; fits once more where that is needed, however long it takes. None where
   * the system does not say.
   */
  default Optional<Memory> memory() {
    return Optional.of(LiveMemory.during(this::fit));
  }

  /** Frees what it holds. */
  @Override
  default void close() {}

  /**
   * One fit.
   *
   * @param seconds that it took
   * @param judged how good its model is, worked out when asked for, outside the time
   */
  record Fit(double seconds, Supplier<Accuracy> judged) {
    /** Times a fit by the wall clock; {@code judge} is given its model. */
    public static <M> Fit timed(Supplier<M> training, Function<M, Accuracy> judge) {
      long start = System.nanoTime();
      M model = training.get();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Fit(seconds, () -> judge.apply(model));
    }
  }

  /**
   * How good a model is.
   *
   * @param value of the case's measure
   * @param note what else is worth knowing, such as iterations; may be empty
   */
  record Accuracy(double value, String note) {}
}
