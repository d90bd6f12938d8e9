package io.nightjar.spark.train.kmeans;

import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;

/**
 * How rows are drawn: those of the least rank win. A random rank is E/m with E exponential and m
 * the row's mass, which draws without replacement with chances that go with m (Efraimidis and
 * Spirakis, Weighted random sampling with a reservoir, 2006). E hangs on the row's values and the
 * draw's purpose alone, so the same rows are drawn however they are parted and ordered.
 *
 * @param by which rows win
 * @param purpose sets this draw's numbers apart from those of others
 * @param count how many different rows are drawn
 */
record Draw(By by, long purpose, int count) implements Serializable {
  /** Which rows win: a row's mass is w·D², D from the nearest centroid; w where there is none. */
  enum By {
    /** Those that chance picks, by their masses. */
    CHANCE,
    /** Those of the greatest mass. */
    GREATEST_MASS
  }

  /**
   * The rank of a row of some mass above 0; infinite where it could not be less than {@code
   * greatest}.
   */
  double rank(long key, double mass, double greatest) {
    if (by == By.GREATEST_MASS) {
      return -mass;
    }
    double above = 1 - KeyHash.unit(KeyHash.mix(key, purpose));
    // −ln u ≥ 1 − u, which spares most rows the logarithm.
    return (1 - above) / mass > greatest ? Double.POSITIVE_INFINITY : -StrictMath.log(above) / mass;
  }
}
