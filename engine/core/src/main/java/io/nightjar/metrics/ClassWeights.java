package io.nightjar.metrics;

import java.io.Serializable;
import java.util.Optional;

/** The exact summed weights of the positives and of the negatives of some rows. Not thread-safe. */
public final class ClassWeights implements Serializable {
  private static final long serialVersionUID = 1L;
  private final ExactSum positive = new ExactSum();
  private final ExactSum negative = new ExactSum();

  /** Adds a row of label 0 or 1. */
  public void add(double label, double weight) {
    (label == 1 ? positive : negative).add(weight);
  }

  /** Adds the rows of the other. */
  public void add(ClassWeights other) {
    positive.add(other.positive);
    negative.add(other.negative);
  }

  /** Summed weight of the positives. */
  public ExactSum positive() {
    return positive;
  }

  /** Summed weight of the negatives. */
  public ExactSum negative() {
    return negative;
  }

  /** Why nothing can be ranked; empty when both classes are there. */
  public Optional<String> whyOneClass() {
    if (positive.doubleValue() == 0) {
      return Optional.of("there is no positive row of weight above 0");
    }
    return negative.doubleValue() == 0
        ? Optional.of("there is no negative row of weight above 0")
        : Optional.empty();
  }
}
