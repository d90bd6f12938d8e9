package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;
import java.util.Arrays;

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

  /** Cuts with infinite ones behind them, which a search by powers of two may look at. */
  private static final int HALVED = 256;

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

  /** Writes the bins of some values, from {@code at} on. */
  void bins(float[] values, int count, byte[] into, int at) {
    int done = categories == 0 ? inFours(values, count, into, at) : 0;
    for (int i = done; i < count; i++) {
      into[at + i] = (byte) bin(values[i]);
    }
  }

  /**
   * Four numbers at a time: each step of a search waits for the one before, so that four searches
   * take little longer than one.
   *
   * @return how many are done, all but three at most
   */
  private int inFours(float[] x, int count, byte[] into, int at) {
    float[] halved = Arrays.copyOf(cuts, HALVED);
    Arrays.fill(halved, cuts.length, HALVED, Float.POSITIVE_INFINITY);
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      int a = 0;
      int b = 0;
      int c = 0;
      int d = 0;
      for (int step = Integer.highestOneBit(cuts.length); step > 0; step >>= 1) {
        a = halved[a + step - 1] < x[i] ? a + step : a;
        b = halved[b + step - 1] < x[i + 1] ? b + step : b;
        c = halved[c + step - 1] < x[i + 2] ? c + step : c;
        d = halved[d + step - 1] < x[i + 3] ? d + step : d;
      }
      into[at + i] = orMissing(x[i], a);
      into[at + i + 1] = orMissing(x[i + 1], b);
      into[at + i + 2] = orMissing(x[i + 2], c);
      into[at + i + 3] = orMissing(x[i + 3], d);
    }
    return i;
  }

  private static byte orMissing(float x, int bin) {
    return (byte) (Float.isNaN(x) ? MISSING : bin);
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
