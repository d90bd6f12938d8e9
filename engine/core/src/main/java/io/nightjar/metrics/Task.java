package io.nightjar.metrics;

/** What is predicted, and so which metrics apply. */
public enum Task {
  /** The probability of one class of two. */
  BINARY,
  /** The probabilities of three or more classes. */
  MULTICLASS,
  /** A number. */
  REGRESSION
}
