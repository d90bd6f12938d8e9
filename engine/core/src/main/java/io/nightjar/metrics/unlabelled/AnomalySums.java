package io.nightjar.metrics.unlabelled;

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
 * The sums of anomalies' evaluation; any split and merge gives the same bits. Not thread-safe.
 *
 * <p>With s the score of a row and a = 1 where it is an anomaly: share Σw·a / Σw, mean score Σw·s /
 * Σw.
 */
public final class AnomalySums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum anomalous = new ExactSum();
  private final ExactSum scores = new ExactSum();
  private long rows;

  /** Adds a row: a finite score, whether it is an anomaly, and a finite weight of at least 0. */
  public void add(double score, boolean anomaly, double rowWeight) {
    rows++;
    weight.add(rowWeight);
    scores.addProduct(rowWeight, score);
    anomalous.add(anomaly ? rowWeight : 0);
  }

  /** Adds all rows of the other. */
  public void add(AnomalySums other) {
    rows += other.rows;
    weight.add(other.weight);
    anomalous.add(other.anomalous);
    scores.add(other.scores);
  }

  /** The finished evaluation. */
  public Evaluation evaluation() {
    double all = weight.doubleValue();
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(Metric.ANOMALY_SHARE.key(), mean(anomalous, all));
    metrics.put(Metric.MEAN_SCORE.key(), mean(scores, all));
    return new Evaluation(
        Task.ANOMALY, rows, all, 0, metrics, null, List.of(), List.of(), List.of());
  }

  private static MetricValue mean(ExactSum sum, double all) {
    return all == 0
        ? MetricValue.insufficient("no row has a weight above 0")
        : MetricValue.of(sum.doubleValue() / all);
  }
}
