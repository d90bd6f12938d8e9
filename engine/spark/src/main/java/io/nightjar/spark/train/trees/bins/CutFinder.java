package io.nightjar.spark.train.trees.bins;

import java.util.Arrays;

/**
 * Where a numeric column is cut: between all distinct numbers where they are few enough, else at
 * quantiles. A function of the numbers alone, not of their order.
 */
final class CutFinder {
  private final int maxBins;

  CutFinder(int maxBins) {
    this.maxBins = maxBins;
  }

  /** Bins of some numbers; NaN is left out. Sorts the array. */
  ColumnBins bins(float[] numbers) {
    int n = packed(numbers);
    Arrays.sort(numbers, 0, n);
    int[] counts = new int[n];
    int distinct = distinct(numbers, n, counts);
    return distinct <= maxBins
        ? between(numbers, distinct)
        : quantiles(numbers, counts, distinct, n);
  }

  /** Between all of some ascending numbers. */
  static ColumnBins between(float[] distinct, int count) {
    float[] cuts = new float[Math.max(0, count - 1)];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = middle(distinct[i], distinct[i + 1]);
    }
    return ColumnBins.numeric(cuts);
  }

  /** Numbers to the front, −0 as 0. */
  private static int packed(float[] numbers) {
    int n = 0;
    for (float x : numbers) {
      if (!Float.isNaN(x)) {
        numbers[n++] = x + 0f;
      }
    }
    return n;
  }

  private static int distinct(float[] sorted, int n, int[] counts) {
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (distinct == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
      counts[distinct - 1]++;
    }
    return distinct;
  }

  /**
   * Bins of about as many numbers each; the aim is set anew after each bin, so that a frequent
   * number takes a bin of its own and leaves the others their share.
   */
  private ColumnBins quantiles(float[] numbers, int[] counts, int distinct, int n) {
    float[] cuts = new float[maxBins - 1];
    int cut = 0;
    long left = n;
    long inBin = 0;
    for (int i = 0; i + 1 < distinct && cut < cuts.length; i++) {
      inBin += counts[i];
      double aim = (double) (left) / (maxBins - cut);
      boolean full = inBin + 0.5 * counts[i + 1] > aim;
      if (full) {
        cuts[cut++] = middle(numbers[i], numbers[i + 1]);
        left -= inBin;
        inBin = 0;
      }
    }
    return ColumnBins.numeric(Arrays.copyOf(cuts, cut));
  }

  /** A number m with a ≤ m &lt; b. */
  static float middle(float a, float b) {
    float middle = (float) (0.5 * ((double) a + b));
    return middle >= a && middle < b ? middle : a;
  }
}
