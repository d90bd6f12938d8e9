package io.nightjar.config.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several λ that a linear model is fitted with, from the largest down: the ones given, or {@code
 * count} from the least λ at which every coefficient is 0 down to {@code minRatio} times that, each
 * the same share of the one before.
 *
 * @param count how many; as many as the values where there are such
 * @param minRatio the last λ as a share of the first, above 0 and below 1
 * @param values the λ themselves; empty: they are found from the rows
 */
public record LambdaPath(int count, double minRatio, List<Double> values) implements Serializable {

  /** Copies the list. */
  public LambdaPath {
    values = List.copyOf(values);
  }

  /** As a phrase. */
  public String text() {
    return values.isEmpty()
        ? "%d of them down to %s of the largest".formatted(count, minRatio)
        : values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
