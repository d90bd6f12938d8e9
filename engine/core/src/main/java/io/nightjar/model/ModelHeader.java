package io.nightjar.model;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.Precision;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.Uncalibrated;
import java.io.Serializable;
import java.util.Objects;

/**
 * What every model has.
 *
 * @param target the label
 * @param features the encodings, frozen at training
 * @param precision of the design columns
 * @param provenance where the model comes from
 * @param calibration of the probabilities; none but for a binary target
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
    if (target.task() != Task.BINARY && !(calibration instanceof Uncalibrated)) {
      throw new IllegalArgumentException(
          "calibration is %s for a %s target; must be none but for a binary one"
              .formatted(calibration.text(), target.task().text()));
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
