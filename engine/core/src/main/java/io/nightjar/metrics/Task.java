package io.nightjar.metrics;

/** What is predicted, and so which metrics apply. */
public enum Task {
  /** The probability of one class of two. */
  BINARY,
  /** The probabilities of three or more classes. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** How much a user would take to an item, learnt from what users did. */
  PREFERENCE,
  /** Which cluster a row lies nearest to; there is no label. */
  CLUSTERING,
  /** A row's coordinates in fewer dimensions; there is no label. */
  PROJECTION,
  /** How much a row stands out; there is no label. */
  ANOMALY
}
