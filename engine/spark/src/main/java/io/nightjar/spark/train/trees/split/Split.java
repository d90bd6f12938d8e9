package io.nightjar.spark.train.trees.split;

import io.nightjar.kernels.tree.BinnedSplit;
import io.nightjar.kernels.tree.MissingGoes;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import java.io.Serializable;

/**
 * A split of a node, on bins.
 *
 * @param column that is looked at
 * @param bin the last one that goes left; of no meaning where there is a set
 * @param set of categorical splits: the bins that go left, as 256 bits; else null; borrowed
 * @param missingLeft whether missing goes left
 * @param gain how much it gains, γ taken off
 * @param left coarse sums of g and h on the left
 */
public record Split(
    int column, int bin, long[] set, boolean missingLeft, double gain, GradientSums left)
    implements Serializable {

  /** Whether a bin goes left. */
  public boolean goesLeft(int of) {
    if (of == ColumnBins.MISSING) {
      return missingLeft;
    }
    return set == null ? of <= bin : (set[of >> 6] >>> of & 1) != 0;
  }

  /** The same as kernels take it. */
  public BinnedSplit binned() {
    if (set == null) {
      return BinnedSplit.numeric(column, bin, missingLeft ? MissingGoes.LEFT : MissingGoes.RIGHT);
    }
    long[] left = set.clone();
    int word = ColumnBins.MISSING / Long.SIZE;
    long bit = 1L << ColumnBins.MISSING;
    left[word] = missingLeft ? left[word] | bit : left[word] & ~bit;
    return BinnedSplit.categorical(column, left);
  }

  /** Whether this one is to be preferred: more gain, or of the same the first column. */
  boolean betterThan(Split other) {
    return other == null || gain > other.gain || gain == other.gain && column < other.column;
  }
}
