package io.nightjar.features.fit;

import io.nightjar.features.raw.RawColumn;
import java.io.Serializable;

/**
 * Gathers one column's statistics. The result depends on the multiset of values only, not on their
 * order or how they were spread over accumulators. Not safe for several threads.
 */
interface ColumnAccumulator extends Serializable {

  /** Takes one raw value. */
  void add(Object raw);

  /** Takes the raw values of a column's first {@code rows} rows. */
  default void add(RawColumn column, int rows) {
    for (int row = 0; row < rows; row++) {
      add(column.value(row));
    }
  }

  /** Takes what another accumulator of the same column gathered. */
  void merge(ColumnAccumulator other);

  /** What was gathered. */
  ColumnStatistics statistics();
}
