package io.nightjar.model;

import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputSignature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.model.calibration.Calibration;
import java.io.Serializable;
import java.util.List;

/** A trained model: data only. */
public sealed interface Model extends Serializable
    permits LinearModel,
        TreeModel,
        NetworkModel,
        ClusterModel,
        ProjectionModel,
        FactorModel,
        GraphModel,
        MllibModel {

  /** The threshold of models that call nothing positive. */
  double NO_THRESHOLD = 0.5;

  /** What every model has. */
  ModelHeader header();

  /**
   * The (calibrated) probability from which a row is called positive; for a binary task only, 0.5
   * elsewhere. The label is positive where the probability is the threshold or more.
   */
  double threshold();

  /** The label. */
  default Target target() {
    return header().target();
  }

  /** The encodings. */
  default FeatureSpec features() {
    return header().features();
  }

  /** The columns that it reads. */
  default InputSignature signature() {
    return header().features().signature();
  }

  /** Where it comes from. */
  default Provenance provenance() {
    return header().provenance();
  }

  /** The numeric columns that rows become, in order. */
  default List<String> designNames() {
    return LinearDesign.of(features()).names();
  }

  /** What a missing value of a feature becomes. */
  default String whenMissing(Feature feature) {
    return feature.whenMissing();
  }

  /** How null, NaN, zero and infinity are treated, as a sentence for readers of the model. */
  default String treatment(Feature feature) {
    return feature.treatment();
  }

  /** The same model that calls a row positive from another probability on. */
  Model withThreshold(double wanted);

  /** The same model with another header, which fits it as well. */
  Model withHeader(ModelHeader wanted);

  /** From the model's own probabilities of a binary task to calibrated ones. */
  default Calibration calibration() {
    return header().calibration();
  }

  /** The same model with other calibrated probabilities. */
  default Model withCalibration(Calibration wanted) {
    return withHeader(header().withCalibration(wanted));
  }

  /** Refuses a threshold that isn't a probability. */
  static void requireThreshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; must be 0..1");
    }
  }
}
