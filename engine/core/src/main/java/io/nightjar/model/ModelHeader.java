package io.nightjar.model;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.Precision;
import java.io.Serializable;
import java.util.Objects;

/**
 * What every model has.
 *
 * @param target the label
 * @param features the encodings, frozen at training
 * @param precision of the design columns
 * @param provenance where the model comes from
 */
public record ModelHeader(
    Target target, FeatureSpec features, Precision precision, Provenance provenance)
    implements Serializable {
  public ModelHeader {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(provenance, "provenance");
  }
}
