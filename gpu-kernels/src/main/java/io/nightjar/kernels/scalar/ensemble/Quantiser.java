package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.KeyPlane;
import java.util.Arrays;

/**
 * The rank of a number among one feature's cuts c_0 &lt; c_1 &lt; …: how many cuts are less than
 * it. A number goes right at c_i where its rank is greater than i.
 *
 * <p>Numbers fall into buckets of equal width, each of which knows the rank of its first cut; what
 * is left is to compare with the few cuts of the bucket, as often as the fullest bucket has cuts.
 * Where cuts are crowded in few buckets, the ranks are found by halving.
 */
final class Quantiser {
  private static final int INFINITY = 0x7f800000;

  /** In place of a missing value's rank. */
  static final int MISSING = -1;

  /** Most cuts that bytes of ranks can be made of. */
  static final int MOST_IN_BYTES = 254;

  private static final int BUCKETS_PER_CUT = 8;
  private static final int MOST_BUCKETS = 1 << 14;
  private static final int MOST_COMPARISONS = 4;

  /** Cuts' keys, and infinite ones behind them. */
  private final int[] cuts;

  private final int count;
  private final float least;
  private final float perBucket;
  private final short[] firsts;
  private final int comparisons;

  /** A quantiser of sorted distinct cuts, at most 65535; the scale says where buckets lie. */
  Quantiser(int[] sortedCuts) {
    count = sortedCuts.length;
    float low = finite(sortedCuts[0], -Float.MAX_VALUE);
    float high = finite(sortedCuts[count - 1], Float.MAX_VALUE);
    int buckets = Math.min(MOST_BUCKETS, Math.max(16, BUCKETS_PER_CUT * count));
    float width = (buckets - 2) / (high - low);
    boolean usable = width > 0 && width < Float.MAX_VALUE;
    least = low;
    perBucket = usable ? width : 0;
    short[] starts = new short[buckets];
    int fullest = fill(sortedCuts, starts);
    boolean halving = !usable || fullest > MOST_COMPARISONS;
    comparisons = fullest;
    firsts = halving ? null : starts;
    cuts = Arrays.copyOf(sortedCuts, count + MOST_COMPARISONS);
    Arrays.fill(cuts, count, cuts.length, Integer.MAX_VALUE);
  }

  private static float finite(int key, float otherwise) {
    float x = Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
    return Float.isFinite(x) ? x : otherwise;
  }

  /** Counts the cuts before each bucket; returns how many the fullest has. */
  private int fill(int[] sorted, short[] starts) {
    int[] inBucket = new int[starts.length];
    for (int key : sorted) {
      float x = Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
      inBucket[bucket(x, starts.length - 1)]++;
    }
    int before = 0;
    int fullest = 0;
    for (int b = 0; b < starts.length; b++) {
      starts[b] = (short) before;
      before += inBucket[b];
      fullest = Math.max(fullest, inBucket[b]);
    }
    return fullest;
  }

  /** Never less for a greater number. */
  private int bucket(float x, int last) {
    return Math.max(0, Math.min(last, (int) ((x - least) * perBucket)));
  }

  /** Whether there are bytes of ranks. */
  boolean inBytes() {
    return count <= MOST_IN_BYTES;
  }

  /** Writes the ranks of {@code n} numbers from {@code from} on. */
  void ranks(float[] column, int from, int n, int[] ranks) {
    for (int i = 0; i < n; i++) {
      float x = column[from + i];
      ranks[i] = x != x ? MISSING : rank(KeyPlane.ofNumber(x));
    }
  }

  /**
   * Writes ranks of numbers from {@code from} on, eight bytes a word, 0 where missing; there {@code
   * missing} has {@link #MOST_IN_BYTES}, and 0 elsewhere.
   */
  void bytes(float[] column, int from, int n, long[] ranks, long[] missing) {
    int words = (n + Long.BYTES - 1) / Long.BYTES;
    for (int w = 0; w < words; w++) {
      int at = from + Long.BYTES * w;
      int end = Math.min(Long.BYTES, n - Long.BYTES * w);
      missing[w] = 0;
      long word = 0;
      for (int b = 0; b < end; b++) {
        float x = column[at + b];
        int bits = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
        int nan = (INFINITY - bits) >> 31;
        int rank = firsts == null ? rank(KeyPlane.ofNumber(x)) : inBucket(x);
        word |= (long) (rank & ~nan) << (Byte.SIZE * b);
        missing[w] |= (long) (MOST_IN_BYTES & nan) << (Byte.SIZE * b);
      }
      ranks[w] = word;
    }
  }

  private int inBucket(float x) {
    long key = KeyPlane.ofNumber(x);
    int rank = firsts[bucket(x, firsts.length - 1)] & 0xffff;
    rank += (int) ((cuts[rank] - key) >>> 63);
    for (int c = 1; c < comparisons; c++) {
      rank += (int) ((cuts[rank] - key) >>> 63);
    }
    return rank;
  }

  /** How many cuts are less than a key. */
  int rank(long key) {
    int base = 0;
    int length = count;
    while (length > 1) {
      int half = length >>> 1;
      base += half & -(int) ((cuts[base + half - 1] - key) >>> 63);
      length -= half;
    }
    return base + (int) ((cuts[base] - key) >>> 63);
  }
}
