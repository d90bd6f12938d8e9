package io.nightjar.kernels.factor;

import io.nightjar.kernels.block.ArgumentChecks;

/** Guards in front of the operations on factors. */
final class FactorChecks {
  private FactorChecks() {}

  static void sameRank(FactorMatrix users, FactorMatrix items) {
    if (users.rank() != items.rank()) {
      throw new IllegalArgumentException(
          "items have rank " + items.rank() + "; must be that of the users, " + users.rank());
    }
  }

  static void exclusions(FactorMatrix users, FactorMatrix items, Exclusions exclusions) {
    if (exclusions.offsets().length > 0) {
      ArgumentChecks.length("offsets", exclusions.offsets().length, users.rows() + 1L);
    }
    Lists.checkRows(exclusions.items(), items.rows());
  }
}
