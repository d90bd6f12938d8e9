package io.nightjar.spark.train.isolation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The encoded rows of some keys. Of rows of one key, which are alike unless {@code data.id} isn't
 * unique, the least stands for all, so that it doesn't matter which comes first. Not thread-safe.
 */
final class SampledRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<Long, float[]> rows = new HashMap<>();

  /** Adds the rows of a block whose keys are wanted. */
  void add(KeyedBlock block, long[] wanted) {
    for (int row = 0; row < block.rows(); row++) {
      long key = block.keys()[row];
      if (Arrays.binarySearch(wanted, key) >= 0) {
        put(key, block.row(row));
      }
    }
  }

  private void put(long key, float[] row) {
    rows.merge(key, row, (a, b) -> Arrays.compare(a, b) <= 0 ? a : b);
  }

  SampledRows add(SampledRows other) {
    for (Map.Entry<Long, float[]> one : other.rows.entrySet()) {
      put(one.getKey(), one.getValue());
    }
    return this;
  }

  /** The row of each key; borrowed. */
  float[][] of(long[] keys) {
    float[][] all = new float[keys.length][];
    Arrays.setAll(all, i -> rows.get(keys[i]));
    return all;
  }
}
