package io.nightjar.kernels.count;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import java.util.List;

/**
 * Counting of values: checks shapes once, then runs each operation where it is chosen to run. Safe
 * for many threads.
 */
public final class CountKernels {
  /** Values counted at knots; a unit is a value. */
  public static final Operation<KnotCount> KNOTS =
      Operation.onJvm(
          "count-knots",
          "value",
          KnotCount.class,
          "counting is bound by memory: no device gains",
          CountCases.knots());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(KNOTS);

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public CountKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Adds to {@code slots} how many of the first {@code rows} values lie between and on the knots.
   *
   * @param values any; infinities are ordered as numbers, −0 equals 0
   * @param slots 2m + 1 sums: slot 2k counts the values strictly between knots k − 1 and k, slot 2k
   *     + 1 those that equal knot k
   * @return how many are missing (NaN); they are in no slot
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public long count(float[] values, int rows, Knots knots, long[] slots) {
    ArgumentChecks.within("rows", rows, 0, values.length);
    ArgumentChecks.length("slots", slots.length, knots.slots());
    return dispatcher.run(KNOTS, Work.of(rows, 0, 0, 0), it -> it.add(values, rows, knots, slots));
  }
}
