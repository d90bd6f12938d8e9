package io.nightjar.kernels.factor;

import io.nightjar.kernels.block.ArgumentChecks;

/**
 * For each system a list of factor rows with their weights and targets. System s owns the entries
 * offsets[s]..offsets[s + 1] − 1 of the other arrays; all are borrowed and must not change.
 *
 * @param offsets systems + 1 of them, from 0, ascending
 * @param rows which rows of the factors
 * @param weights w of each entry, finite
 * @param targets r of each entry, finite
 */
public record FactorLists(int[] offsets, int[] rows, float[] weights, float[] targets) {
  /**
   * Checks every value once.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public FactorLists {
    Lists.check(offsets, rows.length);
    ArgumentChecks.length("weights", weights.length, rows.length);
    ArgumentChecks.length("targets", targets.length, rows.length);
    ArgumentChecks.finite("weight", weights, weights.length);
    ArgumentChecks.finite("target", targets, targets.length);
  }

  /** How many systems. */
  public int systems() {
    return offsets.length - 1;
  }
}
