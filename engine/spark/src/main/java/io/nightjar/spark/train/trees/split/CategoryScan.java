package io.nightjar.spark.train.trees.split;

/**
 * The best set of a column's categories: sorted by G/H every prefix is tried, which finds the best
 * of all sets for a convex loss (Fisher, On grouping for maximum homogeneity, 1958).
 *
 * <p>More than {@value #FEW} categories make so many sets that one of them fits noise, so there the
 * ratio is G/(H + {@value #SMOOTHING}) and both sides pay {@value #SMOOTHING} more λ: LightGBM's
 * cat_smooth and cat_l2.
 */
final class CategoryScan {
  private static final int FEW = 4;
  private static final double SMOOTHING = 10;

  private final ColumnSums sums;
  private final SideScore plain;
  private final int[] order;
  private final int count;
  private double best = Double.NEGATIVE_INFINITY;
  private int bestLength;
  private boolean bestMissingLeft;
  private GradientSums bestLeft = GradientSums.NONE;

  CategoryScan(ColumnSums sums, SideScore score) {
    this.sums = sums;
    this.plain = score;
    this.order = new int[sums.bins()];
    this.count = present();
  }

  private int present() {
    int n = 0;
    for (int bin = 0; bin < sums.bins(); bin++) {
      if (sums.second(bin) > 0) {
        order[n++] = bin;
      }
    }
    return n;
  }

  Split best(int column) {
    boolean many = count > FEW;
    sort(many ? SMOOTHING : 0);
    SideScore score = many ? plain.stricter(SMOOTHING) : plain;
    GradientSums missing = sums.missing();
    boolean anyMissing = missing.first() != 0 || missing.second() != 0;
    GradientSums left = GradientSums.NONE;
    int last = anyMissing ? count : count - 1;
    for (int length = 1; length <= last; length++) {
      int bin = order[length - 1];
      left = left.plus(new GradientSums(sums.first(bin), sums.second(bin)));
      consider(score, length, left, false);
      if (anyMissing) {
        consider(score, length, left.plus(missing), true);
      }
    }
    double gain = plain.gain(best);
    if (!plain.enough(gain)) {
      return null;
    }
    boolean missingLeft = anyMissing ? bestMissingLeft : plain.heavierLeft(bestLeft.second());
    return new Split(column, 0, set(), missingLeft, gain, bestLeft);
  }

  private void consider(SideScore score, int length, GradientSums left, boolean missingLeft) {
    double sides = score.of(left.first(), left.second());
    if (sides > best) {
      best = sides;
      bestLength = length;
      bestMissingLeft = missingLeft;
      bestLeft = left;
    }
  }

  /** By insertion: there are few, and equal ratios keep the order of their bins. */
  private void sort(double smoothing) {
    double[] ratios = new double[sums.bins()];
    for (int i = 0; i < count; i++) {
      int bin = order[i];
      double ratio = ratio(bin, smoothing);
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

  private double ratio(int bin, double smoothing) {
    return sums.first(bin)
        * plain.firstUnit()
        / (sums.second(bin) * plain.secondUnit() + smoothing);
  }

  private long[] set() {
    long[] set = new long[4];
    for (int i = 0; i < bestLength; i++) {
      set[order[i] >> 6] |= 1L << order[i];
    }
    return set;
  }
}
