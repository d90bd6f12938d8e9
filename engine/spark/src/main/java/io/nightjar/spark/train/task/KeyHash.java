package io.nightjar.spark.train.task;

/**
 * Random numbers that hang on a row's key and on what they are for, never on where or when they are
 * drawn. The mixer is that of Steele, Lea and Flood, Fast splittable pseudorandom number
 * generators, 2014 (Stafford's variant 13).
 */
public final class KeyHash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int UNIT_SHIFT = 11;
  private static final double UNIT = 0x1.0p-53;

  private KeyHash() {}

  /** 64 random bits of a key for a purpose. */
  public static long mix(long key, long purpose) {
    return mix(key ^ purpose * GOLDEN);
  }

  /** A bijection of 64 bits. */
  public static long mix(long bits) {
    long z = bits + GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** A number in [0, 1). */
  public static double unit(long bits) {
    return (bits >>> UNIT_SHIFT) * UNIT;
  }
}
