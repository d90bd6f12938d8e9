package io.nightjar.features.fit;

import io.nightjar.features.FeatureSpec;
import java.util.List;

/**
 * A fitted spec and what was dropped on the way.
 *
 * @param spec the encodings
 * @param warnings a sentence for each column that was dropped or looks odd, in the table's order
 */
public record FittedFeatures(FeatureSpec spec, List<String> warnings) {
  public FittedFeatures {
    warnings = List.copyOf(warnings);
  }
}
