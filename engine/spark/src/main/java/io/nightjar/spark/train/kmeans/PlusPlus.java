package io.nightjar.spark.train.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Greedy k-means++ over a few weighted rows (Arthur and Vassilvitskii, k-means++: the advantages of
 * careful seeding, 2007): each next row is drawn with chances that go with w·D², 2 + ln k times,
 * and the one that leaves the least Σ w·D² is taken.
 */
final class PlusPlus {
  private final List<float[]> rows;
  private final double[] weights;
  private final SplittableRandom random;
  private final boolean[] taken;

  /** w·D² of each row, with D from the nearest that was chosen; at first w. */
  private double[] masses;

  /** Different rows, of any weight that is 0 or more, one above 0. */
  PlusPlus(List<float[]> rows, double[] weights, long seed) {
    this.rows = rows;
    this.weights = weights;
    this.random = new SplittableRandom(seed);
    this.taken = new boolean[rows.size()];
    this.masses = weights.clone();
  }

  /** So many different rows, no more than there are. */
  List<float[]> choose(int count) {
    int trials = 2 + (int) Math.log(count);
    List<float[]> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      boolean first = chosen.isEmpty();
      int best = -1;
      double[] left = null;
      double least = Double.POSITIVE_INFINITY;
      for (int trial = 0; trial < (first ? 1 : trials); trial++) {
        int next = drawn();
        double[] after = massesWith(next, first);
        double sum = Arrays.stream(after).sum();
        if (sum < least) {
          best = next;
          left = after;
          least = sum;
        }
      }
      taken[best] = true;
      masses = left;
      chosen.add(rows.get(best));
    }
    return chosen;
  }

  private double[] massesWith(int next, boolean first) {
    double[] after = new double[masses.length];
    for (int i = 0; i < after.length; i++) {
      double mass = weights[i] * square(rows.get(i), rows.get(next));
      after[i] = first ? mass : Math.min(masses[i], mass);
    }
    return after;
  }

  /** A row by its mass; where all that is left weighs nothing, the first of them. */
  private int drawn() {
    double at = random.nextDouble() * Arrays.stream(masses).sum();
    int last = -1;
    for (int i = 0; i < masses.length; i++) {
      if (masses[i] > 0 && !taken[i]) {
        last = i;
        at -= masses[i];
        if (at < 0) {
          return i;
        }
      }
    }
    return last >= 0 ? last : firstLeft();
  }

  private int firstLeft() {
    int i = 0;
    while (taken[i]) {
      i++;
    }
    return i;
  }

  private static double square(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double difference = (double) a[j] - b[j];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
