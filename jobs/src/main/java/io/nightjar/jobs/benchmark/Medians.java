package io.nightjar.jobs.benchmark;

import java.util.Arrays;

/** The middle of several runs. */
final class Medians {
  private Medians() {}

  static double median(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
