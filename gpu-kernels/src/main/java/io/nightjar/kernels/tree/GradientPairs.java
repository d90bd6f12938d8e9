package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * Quantised gradient g and hessian h of each row of a block, in one int: {@code g << 16 | h} with g
 * signed in −32768..32767 and h in 0..32767. What a unit of either is worth is the caller's affair.
 * Sums of them are exact whatever their order, so a tree is the same bits on every backend.
 */
public final class GradientPairs {
  /** Least gradient. */
  public static final int LEAST_GRADIENT = Short.MIN_VALUE;

  /** Greatest gradient, and greatest hessian. */
  public static final int GREATEST = Short.MAX_VALUE;

  private static final int FORBIDDEN = 0x8000;

  private final int[] packed;

  /**
   * Pairs of as many rows as the array is long.
   *
   * @param packed as {@link #pack} gives them; borrowed, and must not change once a kernel has seen
   *     them: a copy on a device is made once
   * @throws IllegalArgumentException naming the first row whose hessian is out of range
   */
  public GradientPairs(int[] packed) {
    int bits = 0;
    for (int pair : packed) {
      bits |= pair;
    }
    for (int i = 0; (bits & FORBIDDEN) != 0 && i < packed.length; i++) {
      ArgumentChecks.within("the hessian of row " + i, packed[i] & 0xffff, 0, GREATEST);
    }
    this.packed = packed;
  }

  /**
   * One row's pair.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public static int pack(int gradient, int hessian) {
    ArgumentChecks.within("the gradient", gradient, LEAST_GRADIENT, GREATEST);
    ArgumentChecks.within("the hessian", hessian, 0, GREATEST);
    return gradient << 16 | hessian;
  }

  /** g of a packed pair. */
  public static int gradient(int pair) {
    return pair >> 16;
  }

  /** h of a packed pair. */
  public static int hessian(int pair) {
    return pair & 0xffff;
  }

  /** How many rows. */
  public int rows() {
    return packed.length;
  }

  /** The packed pairs, borrowed. */
  public int[] packed() {
    return packed;
  }
}
