package io.nightjar.metrics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * How often each class was taken for each, in summed weights.
 *
 * @param labels the classes, in the order of the matrix
 * @param weights {@code weights[actual][predicted]}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Confusion(List<String> labels, List<List<Double>> weights) {

  /** Copies its lists. */
  public Confusion {
    labels = List.copyOf(labels);
    weights = weights.stream().map(List::copyOf).toList();
  }

  /** The weight of rows of class {@code actual} that were predicted {@code predicted}. */
  public double at(int actual, int predicted) {
    return weights.get(actual).get(predicted);
  }

  double actual(int label) {
    return weights.get(label).stream().mapToDouble(Double::doubleValue).sum();
  }

  double predicted(int label) {
    return weights.stream().mapToDouble(row -> row.get(label)).sum();
  }
}
