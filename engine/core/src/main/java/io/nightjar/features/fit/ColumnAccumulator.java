package io.nightjar.features.fit;

import java.io.Serializable;

/**
 * Gathers one column's statistics. The result depends on the multiset of values only, not on their
 * order or how they were spread over accumulators. Not safe for several threads.
 */
interface ColumnAccumulator extends Serializable {

  /** Takes one raw value. */
  void add(Object raw);

  /** Takes what another accumulator of the same column gathered. */
  void merge(ColumnAccumulator other);

  /** What was gathered. */
  ColumnStatistics statistics();
}
