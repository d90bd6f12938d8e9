package io.nightjar.spark.monitor.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a profile holds.
 *
 * @param columns raw columns before encoding, in the order of the findings
 * @param categorical those of them that count as categories though they hold numbers
 * @param prediction the column of predictions; profiled after the others
 * @param key columns that name a row, for the sample that places the knots; empty: the row's
 *     content
 */
public record ProfileSpec(
    List<String> columns, Set<String> categorical, Optional<String> prediction, List<String> key) {

  /** Copies its collections. */
  public ProfileSpec {
    columns = List.copyOf(columns);
    categorical = Set.copyOf(categorical);
    key = List.copyOf(key);
  }

  /** Every profiled column. */
  List<String> all() {
    return java.util.stream.Stream.concat(columns.stream(), prediction.stream()).toList();
  }
}
