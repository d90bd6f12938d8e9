package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;

/**
 * How one column's values become bins.
 *
 * <p>Of numbers, bin b holds cut[b−1] &lt; x ≤ cut[b]. Of categories, category c is bin c; where
 * there are more categories than bins, all from the last bin on, which are the rarest, share it.
 * NaN is missing, and so is what is no category of the column.
 */
public final class ColumnBins implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The bin of a missing value. */
  public static final int MISSING = 255;

  /** Most bins, beside the missing one. */
  public static final int MAX_BINS = 255;

  private final float[] cuts;
  private final int categories;
  private final int bins;

  private ColumnBins(float[] cuts, int categories, int bins) {
    this.cuts = cuts;
    this.categories = categories;
    this.bins = bins;
  }

  /**
   * Bins of numbers.
   *
   * @param cuts ascending, at most {@link #MAX_BINS} − 1; copied
   */
  public static ColumnBins numeric(float[] cuts) {
    if (cuts.length >= MAX_BINS) {
      throw new IllegalArgumentException(
          cuts.length + " cuts; must be at most " + (MAX_BINS - 1) + " for one byte a value");
    }
    return new ColumnBins(cuts.clone(), 0, cuts.length + 1);
  }

  /** Bins of categories 0..{@code categories} − 1, the rarest last. */
  public static ColumnBins categorical(int categories) {
    if (categories < 1) {
      throw new IllegalArgumentException(
          "a column of " + categories + " categories; must be 1 or more");
    }
    return new ColumnBins(new float[0], categories, Math.min(categories, MAX_BINS));
  }

  /** Whether the column holds categories. */
  public boolean isCategorical() {
    return categories > 0;
  }

  /** How many bins, the missing one not counted. */
  public int count() {
    return bins;
  }

  /** The greatest number of a bin; infinity for the last one. */
  public float upper(int bin) {
    return bin < cuts.length ? cuts[bin] : Float.POSITIVE_INFINITY;
  }

  /** The categories of some bins, as bits. */
  public long[] categories(long[] binSet) {
    long[] set = new long[(categories + Long.SIZE - 1) / Long.SIZE];
    for (int category = 0; category < categories; category++) {
      int bin = Math.min(category, bins - 1);
      if ((binSet[bin >> 6] >>> bin & 1) != 0) {
        set[category >> 6] |= 1L << category;
      }
    }
    return set;
  }

  /** The bin of a value. */
  public int bin(float x) {
    if (Float.isNaN(x)) {
      return MISSING;
    }
    if (categories == 0) {
      return numberOf(x);
    }
    return x >= 0 && x < categories ? Math.min((int) x, bins - 1) : MISSING;
  }

  /** How many cuts lie below x. */
  private int numberOf(float x) {
    int base = 0;
    int length = cuts.length;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      base = cuts[base + half - 1] < x ? base + half : base;
      length -= half;
    }
    return base;
  }
}
