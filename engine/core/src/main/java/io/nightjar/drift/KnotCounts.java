package io.nightjar.drift;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An exact empirical distribution, kept at ascending knots: how many values equal each knot and how
 * many lie strictly between two neighbours (or outside the outermost). Integers only, so counting
 * in any order and merging in any tree gives the same. Not thread-safe.
 */
public final class KnotCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] knots;
  private final long[] equal;
  private final long[] before;

  /**
   * Empty counts.
   *
   * @param knots strictly ascending, none NaN; borrowed, must not change
   */
  public KnotCounts(double[] knots) {
    this(knots, new long[knots.length], new long[knots.length + 1]);
  }

  /**
   * Counts made before.
   *
   * @param knots strictly ascending, none NaN; borrowed
   * @param equal a count a knot; borrowed
   * @param before before[k] counts the values strictly between knot k − 1 and knot k; its last
   *     entry those above the last knot; borrowed
   */
  public KnotCounts(double[] knots, long[] equal, long[] before) {
    if (equal.length != knots.length || before.length != knots.length + 1) {
      throw new IllegalArgumentException(
          knots.length
              + " knots need as many counts and one more between them, not "
              + equal.length
              + " and "
              + before.length);
    }
    for (int k = 0; k < knots.length; k++) {
      if (Double.isNaN(knots[k]) || (k > 0 && knots[k] <= knots[k - 1])) {
        throw new IllegalArgumentException("knots must ascend, but knot " + k + " is " + knots[k]);
      }
    }
    this.knots = knots;
    this.equal = equal;
    this.before = before;
  }

  /**
   * At most {@code limit} knots for a sample: all its distinct values, or else its quantiles at
   * equal steps from the least to the greatest.
   *
   * @param sorted ascending, none NaN
   */
  public static double[] choose(double[] sorted, int limit) {
    double[] distinct = Arrays.stream(sorted).map(x -> x + 0.0).distinct().toArray();
    if (distinct.length <= limit) {
      return distinct;
    }
    double[] quantiles = new double[limit];
    for (int k = 0; k < limit; k++) {
      quantiles[k] = sorted[(int) ((long) k * (sorted.length - 1) / (limit - 1))] + 0.0;
    }
    return Arrays.stream(quantiles).distinct().toArray();
  }

  /** Counts a value; it is not NaN. */
  public void add(double value) {
    int at = Arrays.binarySearch(knots, value + 0.0);
    if (at >= 0) {
      equal[at]++;
    } else {
      before[-at - 1]++;
    }
  }

  /** Adds the counts of the other, which has the same knots. */
  public void add(KnotCounts other) {
    for (int k = 0; k < equal.length; k++) {
      equal[k] += other.equal[k];
    }
    for (int k = 0; k < before.length; k++) {
      before[k] += other.before[k];
    }
  }

  /** How many values were counted. */
  public long total() {
    return Arrays.stream(equal).sum() + Arrays.stream(before).sum();
  }

  /** How many knots there are. */
  public int knots() {
    return knots.length;
  }

  /** How many values equal knot {@code k}. */
  public long at(int k) {
    return equal[k];
  }

  /** How many lie strictly between knots {@code k − 1} and {@code k}; k may be {@code knots()}. */
  public long before(int k) {
    return before[k];
  }

  /**
   * The upper edges of about {@code bins} bins of equal share: for each j the first knot at or
   * below which lie j/bins of the values. Repeated edges are dropped, so there may be fewer.
   *
   * @return indices of knots, ascending; one bin less than there are bins
   */
  public int[] quantileEdges(int bins) {
    int[] edges = new int[bins - 1];
    int found = 0;
    long total = total();
    long below = 0;
    int k = -1;
    for (int j = 1; j < bins; j++) {
      while (k + 1 < knots.length && (k < 0 || below * (double) bins < j * (double) total)) {
        k++;
        below += before[k] + equal[k];
      }
      if (k >= 0 && below < total && (found == 0 || edges[found - 1] != k)) {
        edges[found++] = k;
      }
    }
    return Arrays.copyOf(edges, found);
  }

  /**
   * The counts of the bins that end at these knots, each edge in the lower bin, and of the last
   * bin.
   */
  public long[] binned(int[] edges) {
    long[] bins = new long[edges.length + 1];
    int bin = 0;
    for (int k = 0; k <= knots.length; k++) {
      bins[bin] += before[k] + (k < knots.length ? equal[k] : 0);
      if (bin < edges.length && edges[bin] == k) {
        bin++;
      }
    }
    return bins;
  }
}
