package io.nightjar.kernels.factor;

import io.nightjar.kernels.block.ArgumentChecks;

/** Guards for lists that stand one after the other in one array. */
final class Lists {
  private Lists() {}

  /** At least one offset, the first 0, ascending, the last {@code entries}. */
  static void check(int[] offsets, int entries) {
    ArgumentChecks.atLeast("offsets", offsets.length, 1);
    if (offsets[0] != 0) {
      throw new IllegalArgumentException("offset 0 is " + offsets[0] + "; must be 0");
    }
    for (int s = 1; s < offsets.length; s++) {
      if (offsets[s] < offsets[s - 1]) {
        throw new IllegalArgumentException(
            "offset " + s + " is " + offsets[s] + "; must be at least " + offsets[s - 1]);
      }
    }
    if (offsets[offsets.length - 1] != entries) {
      throw new IllegalArgumentException(
          "the last offset is " + offsets[offsets.length - 1] + "; must be " + entries);
    }
  }

  /** Row numbers below {@code limit}. */
  static void checkRows(int[] rows, int limit) {
    for (int t = 0; t < rows.length; t++) {
      if (rows[t] < 0 || rows[t] >= limit) {
        throw new IllegalArgumentException(
            "entry " + t + " names row " + rows[t] + "; must be 0.." + (limit - 1));
      }
    }
  }
}
