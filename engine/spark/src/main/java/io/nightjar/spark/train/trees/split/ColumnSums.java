package io.nightjar.spark.train.trees.split;

import io.nightjar.spark.train.trees.bins.ColumnBins;

/**
 * One column's part of a histogram.
 *
 * @param histogram of the column's group, borrowed
 * @param at where the column's sums of g start
 * @param bins how many bins the column has, the missing one not counted
 */
record ColumnSums(long[] histogram, int at, int bins) {
  long first(int bin) {
    return histogram[at + bin];
  }

  long second(int bin) {
    return histogram[SplitFinder.SECOND + at + bin];
  }

  GradientSums missing() {
    return new GradientSums(first(ColumnBins.MISSING), second(ColumnBins.MISSING));
  }
}
