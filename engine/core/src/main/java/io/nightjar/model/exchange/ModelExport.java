package io.nightjar.model.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Uncalibrated;
import io.nightjar.model.exchange.xgboost.XgBoostWriter;

/** Writes a model for another library. */
public final class ModelExport {
  private ModelExport() {}

  /**
   * XGBoost's JSON of a model of trees.
   *
   * @param reference the version, for messages
   * @throws NightjarException CONFIG if XGBoost can't express the model
   */
  public static byte[] xgboostJson(String reference, Model model) {
    if (!(model instanceof TreeModel trees)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          reference,
          "is no model of trees (%s); only gbt, forest and imported trees can be exported."
              .formatted(model.provenance().algorithm().name()));
    }
    if (!(trees.calibration() instanceof Uncalibrated)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          reference,
          "has calibrated probabilities, which XGBoost can't express; train it with"
              + " calibration.method = none to export it.");
    }
    try {
      return XgBoostWriter.json(trees);
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, reference, "can't be exported: " + e.getMessage() + ".", e);
    }
  }
}
