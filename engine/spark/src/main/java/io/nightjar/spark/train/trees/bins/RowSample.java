package io.nightjar.spark.train.trees.bins;

import io.nightjar.spark.train.task.KeyHash;
import java.util.Arrays;

/** Which rows the bins are found on: those whose key's hash falls below a share. */
public final class RowSample {
  /** How many rows suffice, about. */
  public static final long SIZE = 200_000;

  private final double share;
  private final long seed;

  private RowSample(double share, long seed) {
    this.share = share;
    this.seed = seed;
  }

  /** The sample of a table of so many rows; all of them where they are few. */
  public static RowSample of(long tableRows, long seed) {
    return new RowSample(tableRows <= SIZE ? 1 : (double) SIZE / tableRows, seed);
  }

  /** The numbers of those of the rows that are in the sample. */
  public int[] of(long[] keys) {
    int[] rows = new int[keys.length];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (share == 1 || KeyHash.unit(KeyHash.mix(keys[i], seed)) < share) {
        rows[n++] = i;
      }
    }
    return Arrays.copyOf(rows, n);
  }
}
