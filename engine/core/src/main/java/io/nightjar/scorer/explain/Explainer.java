package io.nightjar.scorer.explain;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.GraphModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;

/**
 * SHAP values of a model's margins; immutable and safe for many threads. A margin is what comes
 * before link and calibration, without an offset. The values of all design columns of one input
 * column, such as one-hot columns and the one that says missing, are added up.
 */
public interface Explainer {

  /**
   * The explainer of a model.
   *
   * @throws NightjarException CONFIG if its files don't hold what an explanation needs
   */
  static Explainer of(Model model) {
    if (model instanceof LinearModel linear) {
      return new LinearExplainer(linear);
    }
    if (model instanceof TreeModel trees) {
      return new TreeExplainer(trees);
    }
    if (!model.target().task().labelled()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "the model (%s) learned without a label, so there is no prediction of one to explain;"
                  .formatted(model.provenance().algorithm().name())
              + " explain a logistic, linear, poisson, gbt or forest model");
    }
    String kind =
        model instanceof MllibModel mllib
            ? "a Spark ML model (" + mllib.modelClass() + ")"
            : model instanceof GraphModel
                ? "an ONNX graph"
                : "a network (" + model.provenance().algorithm().name() + ")";
    throw NightjarException.of(
        FailureKind.CONFIG,
        "the model is %s, whose predictions can't be parted by column; explain a".formatted(kind)
            + " logistic, linear, poisson, gbt or forest model, or ask for its permutation"
            + " importance: nightjar explain --permutation");
  }

  /**
   * Explains a block.
   *
   * @param block encoded rows
   * @param outputs by row, the output whose margin is explained; a row below 0 is left out
   */
  Contributions explain(Kernels kernels, FeatureBlock block, int[] outputs);
}
