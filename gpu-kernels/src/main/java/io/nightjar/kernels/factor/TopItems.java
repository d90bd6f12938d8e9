package io.nightjar.kernels.factor;

/**
 * The best items of each user, best first.
 *
 * @param k places a user
 * @param items [users][k] item numbers; −1 in places that no item is left for
 * @param scores [users][k] products; −∞ in places that no item is left for
 */
public record TopItems(int k, int[] items, float[] scores) {
  /** The item in a place that no item is left for. */
  public static final int NO_ITEM = -1;
}
