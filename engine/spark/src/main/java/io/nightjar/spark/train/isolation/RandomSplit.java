package io.nightjar.spark.train.isolation;

import io.nightjar.spark.train.task.KeyHash;

/**
 * A split that is drawn at random for some rows.
 *
 * @param column the column, all of whose values that vary among the rows are as likely
 * @param threshold numbers up to it go left
 * @param set the categories that go left; null for a number
 * @param missingLeft whether a missing value goes left, as most of the rows do
 */
record RandomSplit(int column, float threshold, long[] set, boolean missingLeft) {
  private static final int COLUMN = 1;
  private static final int POINT = 2;
  private static final int COINS = 3;

  /** Whether a value goes left, as the kernels of ensembles decide. */
  boolean goesLeft(float value) {
    if (Float.isNaN(value)) {
      return missingLeft;
    }
    return set == null ? value <= threshold : has(set, (int) value);
  }

  private static boolean has(long[] set, int category) {
    return (set[category >> 6] >>> category & 1) != 0;
  }

  /** One of so many, by a node's random bits. */
  static int one(int of, long bits) {
    return (int) (KeyHash.unit(KeyHash.mix(bits, COLUMN)) * of);
  }

  /**
   * A point between the least and the greatest number, which differ; both sides get rows.
   *
   * @param values of the rows, NaN where missing
   */
  static RandomSplit number(int column, float[] values, float least, float greatest, long bits) {
    double at = KeyHash.unit(KeyHash.mix(bits, POINT));
    float drawn = (float) (least + at * ((double) greatest - least));
    float threshold = Math.max(least, Math.min(drawn, Math.nextDown(greatest)));
    int left = 0;
    int right = 0;
    for (float value : values) {
      left += value <= threshold ? 1 : 0;
      right += value > threshold ? 1 : 0;
    }
    return new RandomSplit(column, threshold, null, left >= right);
  }

  /**
   * Categories that are there fall to the sides by fair coins, thrown anew until both sides have
   * some; the others go where most rows go, as missing values do.
   *
   * @param counts how many of the rows have each category, two of them at least any
   */
  static RandomSplit categories(int column, int[] counts, long bits) {
    long[] set = new long[(counts.length + 63) >> 6];
    long coin = KeyHash.mix(bits, COINS);
    long left = 0;
    long right = 0;
    while (left == 0 || right == 0) {
      left = 0;
      right = 0;
      for (int category = 0; category < counts.length; category++) {
        long bit = 1L << category;
        set[category >> 6] &= ~bit;
        if (counts[category] > 0) {
          coin = KeyHash.mix(coin);
          boolean heads = coin < 0;
          set[category >> 6] |= heads ? bit : 0;
          left += heads ? counts[category] : 0;
          right += heads ? 0 : counts[category];
        }
      }
    }
    for (int category = 0; category < counts.length && left >= right; category++) {
      set[category >> 6] |= counts[category] == 0 ? 1L << category : 0;
    }
    return new RandomSplit(column, 0, set, left >= right);
  }
}
