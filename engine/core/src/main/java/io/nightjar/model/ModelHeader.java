package io.nightjar.model;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.Precision;
import io.nightjar.model.calibration.Calibration;
import java.io.Serializable;
import java.util.Objects;

/**
 * What every model has.
 *
 * @param target the label
 * @param features the encodings, frozen at training
 * @param precision of the design columns
 * @param provenance where the model comes from
 * @param calibration of the probabilities; none where there are no classes
 */
public record ModelHeader(
    Target target,
    FeatureSpec features,
    Precision precision,
    Provenance provenance,
    Calibration calibration)
    implements Serializable {
  public ModelHeader {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(provenance, "provenance");
    if (!calibration.isFor(target.classes().size())) {
      throw new IllegalArgumentException(
          "calibration is %s for a %s target of %d classes; must be one for as many, or none"
              .formatted(calibration.text(), target.task().text(), target.classes().size()));
    }
  }

  /** A header of a model whose probabilities stay as they are. */
  public ModelHeader(
      Target target, FeatureSpec features, Precision precision, Provenance provenance) {
    this(target, features, precision, provenance, Calibration.none());
  }

  /** The same with another calibration. */
  ModelHeader withCalibration(Calibration wanted) {
    return new ModelHeader(target, features, precision, provenance, wanted);
  }
}
