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
 * The sums of clusters' evaluation; any split and merge gives the same bits. Not thread-safe.
 *
 * <p>With a and b the distances of a row from its own centroid and from the next nearest: inertia
 * Σw·a², distortion Σw·a² / Σw, and the simplified silhouette Σw·s / Σw, s = (b − a) / max(a, b), 0
 * where both are 0 (Hruschka, de Castro and Campello, Evolutionary algorithms for clustering
 * gene-expression data, 2004). All are in the model's own scale.
 */
public final class ClusteringSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum inertia = new ExactSum();
  private final ExactSum silhouette = new ExactSum();
  private long rows;

  /** Adds a row: finite distances, the next one no less, and a finite weight of at least 0. */
  public void add(double distance, double next, double rowWeight) {
    rows++;
    weight.add(rowWeight);
    inertia.addProductOfSquare(rowWeight, distance);
    silhouette.add(next > 0 ? rowWeight * (next - distance) / next : 0);
  }

  /** Adds all rows of the other. */
  public void add(ClusteringSums other) {
    rows += other.rows;
    weight.add(other.weight);
    inertia.add(other.inertia);
    silhouette.add(other.silhouette);
  }

  /** The finished evaluation of that many clusters. */
  public Evaluation evaluation(int clusters) {
    double all = weight.doubleValue();
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(Metric.INERTIA.key(), MetricValue.of(inertia.doubleValue()));
    metrics.put(Metric.DISTORTION.key(), mean(inertia, all));
    metrics.put(
        Metric.SILHOUETTE.key(),
        clusters > 1
            ? mean(silhouette, all)
            : MetricValue.insufficient("there is 1 cluster; a silhouette needs two or more"));
    return new Evaluation(
        Task.CLUSTERING, rows, all, 0, metrics, null, List.of(), List.of(), List.of());
  }

  private static MetricValue mean(ExactSum sum, double all) {
    return all == 0
        ? MetricValue.insufficient("no row has a weight above 0")
        : MetricValue.of(sum.doubleValue() / all);
  }
}
