package io.nightjar.spark.train.block;

/** What rows of a split are for. */
public enum RowRole {
  /** To learn from. */
  TRAINING,
  /** To say how good a round is. */
  VALIDATION
}
