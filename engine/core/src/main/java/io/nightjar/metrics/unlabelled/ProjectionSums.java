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
 * The sums of components' evaluation; any split and merge gives the same bits. Not thread-safe.
 *
 * <p>With e = ‖z − Vᵀt‖² what the components t leave out of a row z, and ‖z‖² = e + ‖t‖² since they
 * are orthonormal: reconstruction error Σw·e / Σw, explained variance 1 − Σw·e / Σw·‖z‖².
 */
public final class ProjectionSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum error = new ExactSum();
  private final ExactSum total = new ExactSum();
  private long rows;

  /** Adds a row: a finite error, finite components, and a finite weight of at least 0. */
  public void add(double rowError, double[] components, double rowWeight) {
    rows++;
    weight.add(rowWeight);
    error.addProduct(rowWeight, rowError);
    total.addProduct(rowWeight, rowError);
    for (double component : components) {
      total.addProductOfSquare(rowWeight, component);
    }
  }

  /** Adds all rows of the other. */
  public void add(ProjectionSums other) {
    rows += other.rows;
    weight.add(other.weight);
    error.add(other.error);
    total.add(other.total);
  }

  /** The finished evaluation. */
  public Evaluation evaluation() {
    double all = weight.doubleValue();
    double of = total.doubleValue();
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(
        Metric.EXPLAINED_VARIANCE.key(),
        of > 0
            ? MetricValue.of(1 - error.doubleValue() / of)
            : MetricValue.insufficient("every row is the training mean; nothing varies"));
    metrics.put(
        Metric.RECONSTRUCTION_ERROR.key(),
        all == 0
            ? MetricValue.insufficient("no row has a weight above 0")
            : MetricValue.of(error.doubleValue() / all));
    return new Evaluation(
        Task.PROJECTION, rows, all, 0, metrics, null, List.of(), List.of(), List.of());
  }
}
