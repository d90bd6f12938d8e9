package io.nightjar.scorer.predict;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.FactorModel;
import io.nightjar.model.GraphModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.onnx.OrtRuntime;
import java.util.Optional;

/** How one kind of model makes margins of encoded rows; immutable and safe for many threads. */
public interface Predictor {

  /** The predictor of a model; empty where only Spark can run it. */
  static Optional<Predictor> of(Model model) {
    if (model instanceof LinearModel linear) {
      return Optional.of(new LinearPredictor(linear));
    }
    if (model instanceof NetworkModel network) {
      return Optional.of(new NetworkPredictor(network));
    }
    if (model instanceof ClusterModel clusters) {
      return Optional.of(new ClusterPredictor(clusters));
    }
    if (model instanceof ProjectionModel projection) {
      return Optional.of(new ProjectionPredictor(projection));
    }
    if (model instanceof FactorModel factors) {
      return Optional.of(new FactorPredictor(factors));
    }
    if (model instanceof GraphModel graph) {
      return Optional.of(new GraphPredictor(graph));
    }
    return model instanceof TreeModel trees
        ? Optional.of(new TreePredictor(trees))
        : Optional.empty();
  }

  /**
   * The predictor of a model.
   *
   * @throws NightjarException CONFIG if only Spark can run it, or ONNX Runtime, which isn't there
   */
  static Predictor require(Model model) {
    if (model instanceof GraphModel) {
      OrtRuntime.require();
    }
    return of(model)
        .orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    "the model is a Spark ML model (%s); only Spark can run it: use nightjar score"
                        .formatted(((MllibModel) model).modelClass())));
  }

  /** The model. */
  Model model();

  /** From margins to predictions. */
  Link link();

  /** How many margins a row has; without a label, the first is the prediction itself. */
  int outputs();

  /** How rows become its blocks. */
  RowEncoding encoding();

  /** Whether NaN is an answer: what is said of keys that training never met. */
  default boolean answersUnmet() {
    return false;
  }

  /** Why a margin that isn't finite may have come about. */
  default String whyNotFinite() {
    return "a value is too large for the model";
  }

  /**
   * Writes margins of a block.
   *
   * @param out output-major [outputs][rows]
   */
  void margins(Kernels kernels, FeatureBlock block, double[] out);

  /** Margins of one row at a time, for one thread. */
  default RowMargins rows() {
    return new RowBlock(this);
  }
}
