package io.nightjar.spark.train.trees.grow;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.hocon.Kind;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric that the validation rows are judged by, as evaluation reports it.
 *
 * @param metric one that the task has
 * @param task what is predicted
 * @param threshold the probability from which a row counts as predicted positive
 */
public record JudgedBy(Metric metric, Task task, double threshold) implements Serializable {
  /**
   * The metric of a task.
   *
   * @throws NightjarException of kind CONFIG where the task has none of that name
   */
  public static JudgedBy of(String name, Task task, double threshold) {
    return Metric.named(name)
        .filter(metric -> metric.appliesTo(task))
        .map(metric -> new JudgedBy(metric, task, threshold))
        .orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    "model.early-stopping-metric",
                    "is "
                        + name
                        + ", but the label makes the task "
                        + Kind.word(task)
                        + "; must be one of "
                        + String.join(", ", Metric.keysFor(task))));
  }

  /**
   * The index of the best of some rounds, of equal ones the first; 0 where there are none.
   *
   * @param judged what the values are of; null: losses
   */
  public static int best(JudgedBy judged, List<Double> values) {
    boolean higher = judged != null && judged.metric.higherIsBetter();
    int best = 0;
    for (int round = 1; round < values.size(); round++) {
      double value = values.get(round);
      best = (higher ? value > values.get(best) : value < values.get(best)) ? round : best;
    }
    return best;
  }

  /** Names of so many classes: their numbers. */
  public List<String> labels(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /**
   * The number of a value.
   *
   * @throws NightjarException of kind DATA where the rows don't say it
   */
  public double require(MetricValue value) {
    if (!value.isPresent()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.early-stopping-metric",
          metric.key()
              + " can't be told on the validation rows: "
              + value.reason()
              + "; give more validation rows, or take another metric");
    }
    return value.value();
  }
}
