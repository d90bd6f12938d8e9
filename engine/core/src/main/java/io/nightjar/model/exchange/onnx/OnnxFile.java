package io.nightjar.model.exchange.onnx;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.model.exchange.onnx.graph.OnnxDecoder;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import java.util.List;

/**
 * Reads the one ensemble of trees of an ONNX file, as skl2onnx and onnxmltools write them: columns
 * that are put together, a {@code TreeEnsembleClassifier}, {@code TreeEnsembleRegressor} or {@code
 * TreeEnsemble}, and what makes its sums a prediction. What else the graph gives, such as a label,
 * is not looked at.
 */
public final class OnnxFile {
  static final String CLASSIFIER = "TreeEnsembleClassifier";
  static final String REGRESSOR = "TreeEnsembleRegressor";
  private static final String EITHER = "TreeEnsemble";

  private OnnxFile() {}

  /**
   * Reads a file.
   *
   * @param rounding of thresholds that stand in float64
   * @throws IllegalArgumentException saying what is wrong with the file, or which operator can't be
   *     read
   */
  public static ForeignTrees read(byte[] bytes, ThresholdRounding rounding) {
    OnnxModel model = OnnxDecoder.read(bytes);
    Producers producers = Producers.of(model);
    OnnxNode ensemble = ensemble(model);
    OnnxScore score = OnnxScore.of(model, producers, ensemble);
    OnnxSums sums =
        ensemble.op().equals(CLASSIFIER)
            ? ClassifierSums.of(ensemble, score)
            : RegressorSums.of(ensemble, score);
    EnsembleNodes nodes = new EnsembleNodes(ensemble, rounding);
    List<Input> inputs = OnnxColumns.of(model, producers, ensemble, nodes.features());
    EnsembleWriter writer = new EnsembleWriter(Decision.AT_MOST, inputs.size());
    nodes.write(sums, writer);
    String library = (model.producer().name() + " " + model.producer().version()).strip();
    return new ForeignTrees(
        library.isEmpty() ? "onnx" : library, sums.outcome(), inputs, writer.ensemble(sums.base()));
  }

  private static boolean isEnsemble(OnnxNode node) {
    return node.is(OnnxNode.ML, CLASSIFIER)
        || node.is(OnnxNode.ML, REGRESSOR)
        || node.is(OnnxNode.ML, EITHER);
  }

  private static OnnxNode ensemble(OnnxModel model) {
    List<OnnxNode> found = model.nodes().stream().filter(node -> isEnsemble(node)).toList();
    if (found.size() == 1) {
      OnnxNode one = found.get(0);
      return one.op().equals(EITHER) ? FlatEnsemble.of(one) : one;
    }
    List<String> others = model.nodes().stream().map(OnnxNode::op).distinct().limit(10).toList();
    throw new IllegalArgumentException(
        "the graph has %d ensembles of trees among its operators %s; must have one, %s, %s or %s of %s; import any other graph with the format onnx-runtime"
            .formatted(found.size(), others, CLASSIFIER, REGRESSOR, EITHER, OnnxNode.ML));
  }
}
