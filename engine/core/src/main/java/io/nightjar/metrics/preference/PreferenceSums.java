package io.nightjar.metrics.preference;

import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.ExactSum;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of preferences' evaluation; any split and merge gives the same bits. Not thread-safe.
 *
 * <p>The expected percentile rank Σ r·rank / Σ r over rows with r above 0, rank 0 where the item is
 * first among all items for its user and 1 where it is last (Hu, Koren and Volinsky, Collaborative
 * filtering for implicit feedback datasets, 2008, equation 8, as a share).
 */
public final class PreferenceSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum ranks = new ExactSum();
  private long rows;

  /**
   * Adds a row.
   *
   * @param rank 0..1
   * @param strength r, finite; what is not above 0 counts for nothing
   */
  public void add(double rank, double strength) {
    rows++;
    if (strength > 0) {
      weight.add(strength);
      ranks.add(strength * rank);
    }
  }

  /** Adds all rows of the other. */
  public void add(PreferenceSums other) {
    rows += other.rows;
    weight.add(other.weight);
    ranks.add(other.ranks);
  }

  /** The finished evaluation, with what the users' first places are worth. */
  public Evaluation evaluation(FirstPlaces first) {
    double all = weight.doubleValue();
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(
        Metric.MEAN_PERCENTILE_RANK.key(),
        all == 0
            ? MetricValue.insufficient("no row has a label above 0")
            : MetricValue.of(ranks.doubleValue() / all));
    metrics.put(Metric.NDCG_AT_10.key(), first.ndcg());
    metrics.put(Metric.PRECISION_AT_10.key(), first.precision());
    return new Evaluation(
        Task.PREFERENCE, rows, all, 0, metrics, null, List.of(), List.of(), List.of());
  }
}
