package io.nightjar.model.exchange.trees;

import io.nightjar.kernels.ensemble.TreeNodes;

/** Categories as bits: category c is bit c mod 64 of word c / 64. */
public final class CategorySet {
  /** The greatest category. */
  public static final int GREATEST = TreeNodes.MAX_WORDS * Long.SIZE - 1;

  private CategorySet() {}

  /**
   * The set of some categories.
   *
   * @throws IllegalArgumentException if one is not 0..{@link #GREATEST}
   */
  public static long[] of(int[] categories) {
    int words = 0;
    for (int category : categories) {
      if (category < 0 || category > GREATEST) {
        throw new IllegalArgumentException(
            "a category is %d; must be 0..%d: number the categories anew"
                .formatted(category, GREATEST));
      }
      words = Math.max(words, category / Long.SIZE + 1);
    }
    long[] set = new long[words];
    for (int category : categories) {
      set[category / Long.SIZE] |= 1L << category;
    }
    return set;
  }
}
