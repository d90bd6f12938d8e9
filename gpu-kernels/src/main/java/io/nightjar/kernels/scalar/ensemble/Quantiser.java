package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.KeyPlane;

/**
 * The rank of a number among one feature's cuts c_0 &lt; c_1 &lt; …: how many cuts are less than
 * it. A number goes right at c_i where its rank is greater than i. Ranks are found in buckets, or
 * by halving where cuts are crowded.
 */
final class Quantiser {
  private static final int INFINITY = 0x7f800000;

  /** In place of a missing value's rank. */
  static final int MISSING = -1;

  /** The cuts' keys. */
  private final int[] cuts;

  /** Null where cuts are crowded. */
  private final CutBuckets buckets;

  /** A quantiser of sorted distinct cuts, at most 65535; the scale says where buckets lie. */
  Quantiser(int[] sortedCuts) {
    cuts = sortedCuts.clone();
    buckets = CutBuckets.of(sortedCuts);
  }

  /** Whether there are bytes of ranks. */
  boolean inBytes() {
    return cuts.length <= ByteRanks.MOST;
  }

  /** Writes the ranks of {@code n} numbers from {@code from} on. */
  void ranks(float[] column, int from, int n, int[] ranks) {
    for (int i = 0; i < n; i++) {
      float x = column[from + i];
      ranks[i] = x != x ? MISSING : rank(x);
    }
  }

  /** Writes ranks of numbers from {@code from} on, as bytes. */
  void bytes(LaneLoops loops, float[] column, int from, int n, ByteRanks into) {
    int done = buckets == null ? 0 : loops.rank(buckets, column, from, n / Long.BYTES, into);
    int words = (n + Long.BYTES - 1) / Long.BYTES;
    for (int w = done; w < words; w++) {
      int at = from + Long.BYTES * w;
      int end = Math.min(Long.BYTES, n - Long.BYTES * w);
      long missing = 0;
      long word = 0;
      for (int b = 0; b < end; b++) {
        float x = column[at + b];
        int bits = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
        int nan = (INFINITY - bits) >> 31;
        word |= (long) (rank(x) & ~nan) << (Byte.SIZE * b);
        missing |= (long) (ByteRanks.MOST & nan) << (Byte.SIZE * b);
      }
      into.ranks()[w] = word;
      into.missing()[w] = missing;
    }
  }

  private int rank(float x) {
    return buckets != null ? buckets.rank(x) : rank(KeyPlane.ofNumber(x));
  }

  /** How many cuts are less than a key. */
  int rank(long key) {
    int base = 0;
    int length = cuts.length;
    while (length > 1) {
      int half = length >>> 1;
      base += half & -(int) ((cuts[base + half - 1] - key) >>> 63);
      length -= half;
    }
    return base + (int) ((cuts[base] - key) >>> 63);
  }
}
