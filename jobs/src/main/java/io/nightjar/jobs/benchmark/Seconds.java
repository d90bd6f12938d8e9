package io.nightjar.jobs.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What several runs of the same took.
 *
 * @param runs each run's seconds, in order; one or more
 */
record Seconds(double[] runs) {

  /** The middle one, or the mean of the two in the middle. */
  double median() {
    double[] sorted = runs.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double best() {
    return Arrays.stream(runs).min().orElseThrow();
  }

  double worst() {
    return Arrays.stream(runs).max().orElseThrow();
  }

  /** A number of seconds in the reports' tables. */
  static String text(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  List<Double> list() {
    return Arrays.stream(runs).boxed().toList();
  }
}
