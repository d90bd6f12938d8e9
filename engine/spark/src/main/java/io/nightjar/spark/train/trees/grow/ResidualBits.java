package io.nightjar.spark.train.trees.grow;

import java.io.Serializable;

/**
 * Which residuals are weighed: of node n those whose ordered bits agree with {@code leading[n]}
 * above {@code shift + 8}.
 *
 * @param leading ordered bits that are known, per node; borrowed
 * @param shift where the 8 bits lie that are asked for
 */
public record ResidualBits(int[] leading, int shift) implements Serializable {
  private static final int WIDTH = 8;
  private static final int CELLS = 256;

  /** Bits of a residual, in the order of numbers when taken as unsigned. */
  public static int ordered(float residual) {
    int bits = Float.floatToRawIntBits(residual + 0f);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  /** The residual of ordered bits. */
  static float residual(int ordered) {
    return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
  }

  /** The cell of a residual in node {@code at}; −1 where it isn't weighed. */
  public int cell(int at, int ordered) {
    boolean all = shift + WIDTH == Integer.SIZE;
    boolean agrees = all || ordered >>> shift + WIDTH == leading[at] >>> shift + WIDTH;
    return agrees ? ordered >>> shift & CELLS - 1 : -1;
  }
}
