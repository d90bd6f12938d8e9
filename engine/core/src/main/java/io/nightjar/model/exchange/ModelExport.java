package io.nightjar.model.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.Feature;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.VectorFeature;
import io.nightjar.model.GraphModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Uncalibrated;
import io.nightjar.model.exchange.onnx.export.OnnxWriter;
import io.nightjar.model.exchange.pmml.PmmlWriter;
import io.nightjar.model.exchange.xgboost.XgBoostWriter;

/** Writes a model for other libraries. */
public final class ModelExport {
  private final String reference;
  private final Model model;

  private ModelExport(String reference, Model model) {
    this.reference = reference;
    this.model = model;
  }

  /**
   * The bytes of a file.
   *
   * @param reference the version, for messages and names in the file
   * @throws NightjarException CONFIG if the format can't express the model
   */
  public static byte[] bytes(ExportFormat format, String reference, Model model) {
    try {
      ModelExport export = new ModelExport(reference, model);
      return switch (format) {
        case XGBOOST_JSON -> XgBoostWriter.json(export.trees());
        case ONNX -> OnnxWriter.bytes(reference, export.graph());
        case PMML -> PmmlWriter.bytes(reference, export.own());
      };
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, reference, "can't be exported: " + e.getMessage() + ".", e);
    }
  }

  private TreeModel trees() {
    if (!(model instanceof TreeModel trees) || !model.target().task().labelled()) {
      throw refused(
          "is no model of trees (%s); only gbt, forest and imported trees can be exported."
              .formatted(model.provenance().algorithm().name()));
    }
    if (!(trees.calibration() instanceof Uncalibrated)) {
      throw refused(
          "has calibrated probabilities, which XGBoost can't express; train it with"
              + " calibration.method = none to export it.");
    }
    return trees;
  }

  /** A model of a kind that ONNX has a form for. */
  private Model graph() {
    return model instanceof NetworkModel ? model : own();
  }

  /** A model of a kind that formats have a form for. */
  private Model own() {
    model.features().features().forEach(this::requireForm);
    if (model instanceof MllibModel mllib) {
      throw refused(
          "is a Spark ML model (%s), which only Spark can run; only the linear family, gbt, forest, mlp and imported models can be exported."
              .formatted(mllib.modelClass()));
    }
    if (model instanceof GraphModel) {
      throw refused("is an ONNX graph already; its file is graph.onnx in the version's directory.");
    }
    if (model instanceof NetworkModel) {
      throw refused("is a network, which is exported as onnx alone.");
    }
    boolean known = model instanceof LinearModel || model instanceof TreeModel;
    if (!known || !model.target().task().labelled()) {
      throw refused(
          "is a model of type %s, which can't be exported; only the linear family, gbt, forest, mlp and imported models can."
              .formatted(model.provenance().algorithm().name()));
    }
    return model;
  }

  private void requireForm(Feature feature) {
    if (feature instanceof VectorFeature vector) {
      throw refused(
          "reads the vector %s of %d elements, which no export format has a form for; score it with Nightjar."
              .formatted(vector.column(), vector.elements()));
    }
    if (feature instanceof HashedFeature hashed) {
      throw refused(
          "hashes the values of %s to %d places, which no export format has a form for; score it with Nightjar."
              .formatted(hashed.column(), hashed.places()));
    }
  }

  private NightjarException refused(String what) {
    return NightjarException.of(FailureKind.CONFIG, reference, what);
  }
}
