package io.nightjar.spark.train.trees.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a fit so far, without those that have no effect any more: what an executor that has
 * nothing must do, and what one that has all but the last steps must do.
 */
final class StepLog implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A step and its number: 1, 2, …. */
  record Entry(int number, Step step) implements Serializable {}

  private final List<Entry> entries = new ArrayList<>();
  private int last;

  void add(Step step) {
    if (step instanceof Step.Start) {
      entries.clear();
    }
    if (step instanceof Step.Add || step instanceof Step.StartTree) {
      entries.removeIf(entry -> entry.step().growing());
    }
    if (step instanceof Step.StartRound) {
      entries.removeIf(entry -> entry.step() instanceof Step.StartRound || entry.step().growing());
    }
    entries.add(new Entry(++last, step));
  }

  /** A copy, to travel with a job while later ones add steps. */
  StepLog copy() {
    StepLog copy = new StepLog();
    copy.entries.addAll(entries);
    copy.last = last;
    return copy;
  }

  int last() {
    return last;
  }

  /** All that still have effect, in order. */
  List<Entry> entries() {
    return entries;
  }

  /** Whether all steps after that number are here, so that they can follow upon it. */
  boolean follows(int number) {
    long there = entries.stream().filter(entry -> entry.number() > number).count();
    return number <= last && there == last - number;
  }
}
