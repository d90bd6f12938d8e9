package io.nightjar.model;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputSignature;
import java.io.Serializable;

/** A trained model: data only. */
public sealed interface Model extends Serializable permits LinearModel, MllibModel {

  /** What every model has. */
  ModelHeader header();

  /**
   * The probability from which a row is called positive; for a binary task only, 0.5 elsewhere. The
   * label is positive where the probability is the threshold or more.
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

  /** Refuses a threshold that isn't a probability. */
  static void requireThreshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; must be 0..1");
    }
  }
}
