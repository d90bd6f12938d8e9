package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.KeyPlane;
import java.util.Arrays;

/**
 * Buckets of equal width over one feature's sorted cuts. A number's rank, which is how many cuts
 * are less than it, is what the cuts before its bucket count, and as many comparisons with the next
 * ones as the fullest bucket has cuts.
 *
 * <p>A number's bucket comes from the bits of (x − least)·perBucket + 2²³, whose last digits are
 * the whole number: no conversion, which vectors don't have, and NaN has some bucket too.
 *
 * @param least where the first bucket begins
 * @param perBucket buckets for each unit
 * @param firsts by bucket, the rank of its first cut; borrowed
 * @param cuts keys of cuts, and greatest ones behind them; borrowed
 * @param comparisons most cuts of a bucket, at least 1
 */
public record CutBuckets(float least, float perBucket, int[] firsts, int[] cuts, int comparisons) {
  /** 2²³: from here on, floats are whole. */
  public static final float WHOLE = 0x1p23f;

  /** The bits of {@link #WHOLE}; what is less, or has the sign's bit, lies before all buckets. */
  public static final int WHOLE_BITS = 0x4b000000;

  private static final int PER_CUT = 8;
  private static final int MOST = 1 << 14;
  private static final int MOST_COMPARISONS = 4;

  /** Buckets over the keys of cuts; null where cuts are crowded in few buckets. */
  static CutBuckets of(int[] sortedCuts) {
    int count = sortedCuts.length;
    float low = finite(sortedCuts[0], -Float.MAX_VALUE);
    float high = finite(sortedCuts[count - 1], Float.MAX_VALUE);
    int[] firsts = new int[Math.min(MOST, Math.max(16, PER_CUT * count))];
    float width = (firsts.length - 2) / (high - low);
    if (!(width > 0 && width < Float.MAX_VALUE)) {
      return null;
    }
    int[] cuts = Arrays.copyOf(sortedCuts, count + MOST_COMPARISONS);
    Arrays.fill(cuts, count, cuts.length, Integer.MAX_VALUE);
    CutBuckets empty = new CutBuckets(low, width, firsts, cuts, 1);
    int fullest = empty.fill(sortedCuts);
    return fullest > MOST_COMPARISONS ? null : new CutBuckets(low, width, firsts, cuts, fullest);
  }

  private static float finite(int key, float otherwise) {
    float x = number(key);
    return Float.isFinite(x) ? x : otherwise;
  }

  private static float number(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
  }

  /** Counts the cuts before each bucket; returns how many the fullest has. */
  private int fill(int[] sorted) {
    for (int key : sorted) {
      firsts[bucket(number(key))]++;
    }
    int before = 0;
    int fullest = 0;
    for (int b = 0; b < firsts.length; b++) {
      int own = firsts[b];
      firsts[b] = before;
      before += own;
      fullest = Math.max(fullest, own);
    }
    return fullest;
  }

  /** Never less for a greater number. */
  private int bucket(float x) {
    int bits = Float.floatToRawIntBits((x - least) * perBucket + WHOLE);
    return Math.min(firsts.length - 1, Math.max(bits, WHOLE_BITS) - WHOLE_BITS);
  }

  /** How many cuts are less than a number; anything of NaN. */
  int rank(float x) {
    long key = KeyPlane.ofNumber(x);
    int rank = firsts[bucket(x)];
    for (int c = 0; c < comparisons; c++) {
      rank += (int) ((cuts[rank] - key) >>> 63);
    }
    return rank;
  }
}
