package io.nightjar.spark.train.trees.split;

/**
 * The best set of a column's categories. Sorted by G/H every prefix is tried, which finds the best
 * of all sets for a convex loss (Fisher, On grouping for maximum homogeneity, 1958).
 *
 * <p>More than {@value #FEW} categories make so many sets that one of them fits noise. There
 * LightGBM's rules hold (Ke et al., LightGBM, 2017, and its {@code FeatureHistogram}): the ratio is
 * G/(H + {@value #SMOOTHING}) and both sides pay {@value #SMOOTHING} more λ (cat_smooth, cat_l2);
 * categories of H below {@value #RARE} stay with the rest; sets grow from either end of the order
 * by {@value #GROUP} of H at a time, which both sides keep (min_data_per_group), to half of the
 * categories, so that rare ones stay with the greater part, and {@value #MOST} at most
 * (max_cat_threshold). What LightGBM counts in rows, 10 and 100, is here their H where a class is
 * as likely as not: H is what a ratio's error hangs on.
 */
final class CategoryScan {
  private static final int FEW = 4;
  private static final double SMOOTHING = 10;
  private static final double RARE = 2.5;
  private static final double GROUP = 25;
  private static final int MOST = 32;

  private final ColumnSums sums;
  private final SideScore plain;
  private final GradientSums missing;
  private final boolean anyMissing;
  private final boolean many;
  private final int[] order;
  private final int count;
  private double best = Double.NEGATIVE_INFINITY;
  private int bestLength;
  private boolean bestAscends;
  private boolean bestMissingLeft;
  private GradientSums bestLeft = GradientSums.NONE;

  CategoryScan(ColumnSums sums, SideScore score) {
    this.sums = sums;
    this.plain = score;
    this.missing = sums.missing();
    this.anyMissing = missing.first() != 0 || missing.second() != 0;
    this.order = new int[sums.bins()];
    int present = atLeast(0);
    this.many = present > FEW;
    this.count = many ? atLeast(RARE) : present;
  }

  /** Puts the categories of some H into the order, and counts them. */
  private int atLeast(double h) {
    int n = 0;
    for (int bin = 0; bin < sums.bins(); bin++) {
      if (sums.second(bin) > 0 && sums.second(bin) * plain.secondUnit() >= h) {
        order[n++] = bin;
      }
    }
    return n;
  }

  Split best(int column) {
    sort();
    if (many) {
      SideScore stricter = plain.stricter(SMOOTHING, GROUP);
      int longest = Math.min(MOST, (count + 1) / 2);
      scan(stricter, longest, true);
      scan(stricter, longest, false);
    } else {
      scan(plain, count, true);
    }
    double gain = plain.gain(best);
    if (!plain.enough(gain)) {
      return null;
    }
    boolean missingLeft = anyMissing ? bestMissingLeft : plain.heavierLeft(bestLeft.second());
    return new Split(column, 0, set(), missingLeft, gain, bestLeft);
  }

  /** Tries the sets of one end of the order, up to so many categories. */
  private void scan(SideScore score, int longest, boolean ascends) {
    double least = many ? GROUP : 0;
    GradientSums left = GradientSums.NONE;
    long group = 0;
    for (int length = 1; length <= longest; length++) {
      int bin = bin(length - 1, ascends);
      left = left.plus(new GradientSums(sums.first(bin), sums.second(bin)));
      group += sums.second(bin);
      if (group * plain.secondUnit() >= least) {
        consider(score, new Tried(length, ascends, left, false));
        if (anyMissing) {
          consider(score, new Tried(length, ascends, left.plus(missing), true));
        }
        group = 0;
      }
    }
  }

  private record Tried(int length, boolean ascends, GradientSums left, boolean missingLeft) {}

  private void consider(SideScore score, Tried set) {
    double sides = score.of(set.left().first(), set.left().second());
    if (sides > best) {
      best = sides;
      bestLength = set.length();
      bestAscends = set.ascends();
      bestMissingLeft = set.missingLeft();
      bestLeft = set.left();
    }
  }

  private int bin(int place, boolean ascends) {
    return order[ascends ? place : count - 1 - place];
  }

  /** By insertion: there are few, and equal ratios keep the order of their bins. */
  private void sort() {
    double[] ratios = new double[sums.bins()];
    for (int i = 0; i < count; i++) {
      int bin = order[i];
      double ratio = ratio(bin);
      int at = i;
      while (at > 0 && ratios[at - 1] > ratio) {
        ratios[at] = ratios[at - 1];
        order[at] = order[at - 1];
        at--;
      }
      ratios[at] = ratio;
      order[at] = bin;
    }
  }

  private double ratio(int bin) {
    return sums.first(bin)
        * plain.firstUnit()
        / (sums.second(bin) * plain.secondUnit() + (many ? SMOOTHING : 0));
  }

  private long[] set() {
    long[] set = new long[4];
    for (int i = 0; i < bestLength; i++) {
      int bin = bin(i, bestAscends);
      set[bin >> 6] |= 1L << bin;
    }
    return set;
  }
}
