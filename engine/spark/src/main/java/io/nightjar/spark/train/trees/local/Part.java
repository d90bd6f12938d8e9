package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.objective.Labels;

/**
 * Some rows of a table; arrays are borrowed.
 *
 * @param bins of the rows
 * @param labels of the rows
 * @param keys of the rows: what their random numbers hang on
 */
public record Part(BinMatrix bins, Labels labels, long[] keys) {

  /** How many rows. */
  public int rows() {
    return bins.rows();
  }
}
