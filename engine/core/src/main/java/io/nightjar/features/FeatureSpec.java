package io.nightjar.features;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every encoding of a model, in the order of the table's columns, fitted on the training rows only
 * and frozen with the model.
 *
 * @param features one per input column used, at least one; a vector is the only one
 */
public record FeatureSpec(List<Feature> features) implements Serializable {
  public FeatureSpec {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("a feature spec has 0 features; must be at least 1");
    }
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.column())) {
        throw new IllegalArgumentException(
            "column " + feature.column() + " has two encodings; must be one");
      }
      if (feature instanceof VectorFeature && features.size() > 1) {
        throw new IllegalArgumentException(
            "column %s is a vector beside %d other features; must be the only one"
                .formatted(feature.column(), features.size() - 1));
      }
    }
  }

  /** The vector that is all the model reads; empty where features are other columns. */
  public Optional<VectorFeature> vector() {
    return features.get(0) instanceof VectorFeature vector ? Optional.of(vector) : Optional.empty();
  }

  /** The input columns that the model reads, in encoding order. */
  public InputSignature signature() {
    return new InputSignature(features.stream().map(Feature::input).toList());
  }
}
