package io.nightjar.scorer.explain;

import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import java.util.List;

/**
 * Which input column each design column is made of.
 *
 * @param names the input columns, in the order of the features
 * @param of by design column, the place of its input column in the names; borrowed
 */
record SourceColumns(List<String> names, int[] of) {

  /**
   * @param sources by design column, the name of its input column
   */
  static SourceColumns of(FeatureSpec spec, List<String> sources) {
    List<String> names = spec.features().stream().map(Feature::column).toList();
    return new SourceColumns(names, sources.stream().mapToInt(names::indexOf).toArray());
  }

  int count() {
    return names.size();
  }
}
