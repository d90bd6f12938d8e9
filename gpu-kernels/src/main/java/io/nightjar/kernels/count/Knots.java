package io.nightjar.kernels.count;

import java.util.Arrays;

/**
 * Ascending knots, made ready for a search without branches. A value v has the whole-number key
 * k(v) that orders as v does; threshold t_2k = k(v) − 1 of the least float v at or above knot k,
 * and t_2k+1 = k(v) of the greatest float v at or below it. Then the slot of a value is the number
 * of thresholds below its key: even between knots, odd on a knot.
 *
 * <p>The keys from the first threshold to the last are cut into buckets of equal width; a table
 * says how many thresholds lie below each, and the few within are searched by halving.
 */
public final class Knots {
  /** Most knots. */
  public static final int MOST = 10_000;

  private static final int FEW = 64;
  private static final int SMALL_TABLE_BITS = 12;
  private static final int LARGE_TABLE_BITS = 16;

  private final int count;
  private final int[] thresholds;
  private final int least;
  private final int most;
  private final int shift;
  private final char[] below;
  private final int firstStep;

  private Knots(double[] knots) {
    int[] keys = thresholds(knots);
    count = knots.length;
    least = keys[0];
    most = keys[Math.max(0, keys.length - 2)];
    int bits = count <= FEW ? SMALL_TABLE_BITS : LARGE_TABLE_BITS;
    shift = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(most - least) - bits);
    below = below(keys, bucket(most) + 1);
    firstStep = Integer.highestOneBit(Math.max(1, crowd(keys.length)));
    thresholds = Arrays.copyOf(keys, keys.length + 2 * firstStep);
    Arrays.fill(thresholds, keys.length, thresholds.length, Integer.MAX_VALUE);
  }

  /** Two for each knot, and infinity's key, which only that of NaN is above. */
  private static int[] thresholds(double[] knots) {
    int[] keys = new int[2 * knots.length + 1];
    for (int k = 0; k < knots.length; k++) {
      float near = (float) knots[k];
      keys[2 * k] = key(near < knots[k] ? Math.nextUp(near) : near) - 1;
      keys[2 * k + 1] = key(near > knots[k] ? Math.nextDown(near) : near);
    }
    keys[2 * knots.length] = key(Float.POSITIVE_INFINITY);
    return keys;
  }

  /** How many thresholds lie below each bucket. */
  private char[] below(int[] keys, int buckets) {
    char[] table = new char[buckets];
    int t = 0;
    for (int b = 0; b < buckets; b++) {
      while (t < keys.length && keys[t] < least + ((long) b << shift)) {
        t++;
      }
      table[b] = (char) t;
    }
    return table;
  }

  /** Most thresholds in one bucket; the last has all that lie above it, too. */
  private int crowd(int used) {
    int crowd = used - below[below.length - 1];
    for (int b = 1; b < below.length; b++) {
      crowd = Math.max(crowd, below[b] - below[b - 1]);
    }
    return crowd;
  }

  /**
   * Knots for any number of columns and calls; the values are copied.
   *
   * @param knots at most {@link #MOST}, finite, strictly ascending
   * @throws IllegalArgumentException naming the first knot that is wrong
   */
  public static Knots of(double[] knots) {
    if (knots.length > MOST) {
      throw new IllegalArgumentException(
          knots.length + " knots; must be at most " + MOST + ": choose fewer quantiles");
    }
    for (int k = 0; k < knots.length; k++) {
      if (!Double.isFinite(knots[k])) {
        throw new IllegalArgumentException("knot " + k + " is " + knots[k] + "; must be finite");
      }
      if (k > 0 && knots[k] <= knots[k - 1]) {
        throw new IllegalArgumentException(
            "knot " + k + " is " + knots[k] + "; must be above the one before, " + knots[k - 1]);
      }
    }
    return new Knots(knots);
  }

  /** How many knots, m. */
  public int count() {
    return count;
  }

  /** How many slots, 2m + 1. */
  public int slots() {
    return 2 * count + 1;
  }

  /** The slot of a value; {@link #slots()} for NaN. */
  public int slot(float value) {
    int key = key(value);
    int slot = below[bucket(key)];
    for (int step = firstStep; step > 0; step >>= 1) {
      // The sign of the difference, not a branch: half of those would be mispredicted.
      slot += (int) ((thresholds[slot + step - 1] - (long) key) >> 63) & step;
    }
    return slot;
  }

  /** Order-preserving; NaN comes above infinity, and −0 is 0. */
  private static int key(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** Differences of keys count as unsigned. */
  private int bucket(int key) {
    return (Math.min(Math.max(key, least), most) - least) >>> shift;
  }
}
