package io.nightjar.metrics.preference;

import io.nightjar.metrics.ExactSum;
import io.nightjar.metrics.MetricValue;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the first k places of users' orders are worth; any split and merge gives the same bits. Not
 * thread-safe.
 *
 * <p>With P the places, 0 first, of the items that a user did take, a user has
 *
 * <pre>
 * precision@k = |{p ∈ P : p &lt; k}| / k
 * nDCG@k      = Σ_{p ∈ P, p &lt; k} 1 / log2(p + 2)  /  Σ_{i &lt; min(k, |P|)} 1 / log2(i + 2)
 * </pre>
 *
 * and the metrics are the means over the users that took any (Järvelin and Kekäläinen, Cumulated
 * gain-based evaluation of IR techniques, 2002, with gains of 0 and 1; the discount is that of
 * Burges et al., Learning to rank using gradient descent, 2005, which lessens the second place
 * too).
 */
public final class FirstPlaces implements Serializable {
  /** k. */
  public static final int COUNT = 10;

  private static final long serialVersionUID = 1L;

  private final ExactSum gains = new ExactSum();
  private long hits;
  private long users;

  /**
   * Adds a user.
   *
   * @param places of the items that the user did take, in any order; none: the user doesn't count
   */
  public void add(double[] places) {
    if (places.length == 0) {
      return;
    }
    double[] sorted = places.clone();
    Arrays.sort(sorted);
    double gain = 0;
    double most = 0;
    for (int i = 0; i < Math.min(COUNT, sorted.length); i++) {
      boolean hit = sorted[i] < COUNT;
      hits += hit ? 1 : 0;
      gain += hit ? discount(sorted[i]) : 0;
      most += discount(i);
    }
    gains.add(gain / most);
    users++;
  }

  private static double discount(double place) {
    return StrictMath.log(2) / StrictMath.log(place + 2);
  }

  /** Adds all users of the other. */
  public void add(FirstPlaces other) {
    gains.add(other.gains);
    hits += other.hits;
    users += other.users;
  }

  MetricValue ndcg() {
    return mean(gains.doubleValue());
  }

  MetricValue precision() {
    return mean((double) hits / COUNT);
  }

  private MetricValue mean(double sum) {
    return users == 0
        ? MetricValue.insufficient("no user has a label above 0")
        : MetricValue.of(sum / users);
  }
}
