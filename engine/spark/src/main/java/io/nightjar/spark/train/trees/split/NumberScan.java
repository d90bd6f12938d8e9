package io.nightjar.spark.train.trees.split;

/** The best threshold of a numeric column, with missing rows on either side. */
final class NumberScan {
  private final ColumnSums sums;
  private final SideScore score;
  private double best = Double.NEGATIVE_INFINITY;
  private int bestBin;
  private boolean bestMissingLeft;
  private long bestFirst;
  private long bestSecond;

  NumberScan(ColumnSums sums, SideScore score) {
    this.sums = sums;
    this.score = score;
  }

  Split best(int column) {
    GradientSums missing = sums.missing();
    boolean anyMissing = missing.first() != 0 || missing.second() != 0;
    if (anyMissing) {
      withMissing(missing);
    } else {
      withoutMissing();
    }
    double gain = score.gain(best);
    if (!score.enough(gain)) {
      return null;
    }
    boolean missingLeft = anyMissing ? bestMissingLeft : score.heavierLeft(bestSecond);
    GradientSums left = new GradientSums(bestFirst, bestSecond);
    return new Split(column, bestBin, null, missingLeft, gain, left);
  }

  private void withoutMissing() {
    long first = 0;
    long second = 0;
    for (int bin = 0; bin + 1 < sums.bins(); bin++) {
      long h = sums.second(bin);
      long g = sums.first(bin);
      if (h != 0 || g != 0) {
        first += g;
        second += h;
        consider(bin, first, second, false);
      }
    }
  }

  /** The last bin too: all that is there against all that is missing. */
  private void withMissing(GradientSums missing) {
    long first = 0;
    long second = 0;
    for (int bin = 0; bin < sums.bins(); bin++) {
      long h = sums.second(bin);
      long g = sums.first(bin);
      if (h != 0 || g != 0) {
        first += g;
        second += h;
        consider(bin, first, second, false);
        consider(bin, first + missing.first(), second + missing.second(), true);
      }
    }
  }

  private void consider(int bin, long first, long second, boolean missingLeft) {
    double sides = score.of(first, second);
    if (sides > best) {
      best = sides;
      bestBin = bin;
      bestMissingLeft = missingLeft;
      bestFirst = first;
      bestSecond = second;
    }
  }
}
