package io.nightjar.spark.train.trees.split;

import io.nightjar.spark.train.trees.bins.ColumnBins;

/**
 * One column's part of a histogram: Σ g and Σ h beside each other, bin after bin.
 *
 * @param histogram borrowed
 * @param at where the column's sums start
 * @param bins how many bins the column has, the missing one not counted
 */
record ColumnSums(long[] histogram, int at, int bins) {
  long first(int bin) {
    return histogram[at + 2 * bin];
  }

  long second(int bin) {
    return histogram[at + 2 * bin + 1];
  }

  GradientSums missing() {
    return new GradientSums(first(ColumnBins.MISSING), second(ColumnBins.MISSING));
  }
}
