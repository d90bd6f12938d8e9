package io.nightjar.model.exchange.onnx.export;

import io.nightjar.features.Feature;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.onnx.graph.OnnxEncoder;
import io.nightjar.model.files.format.ModelJson;

/**
 * Writes a model as an ONNX graph from raw columns to predictions. Every raw column is an input of
 * shape [rows, 1]:
 *
 * <ul>
 *   <li>numbers of every type, and numbers written as text: double, NaN where missing;
 *   <li>true and false: double 1 and 0, NaN where missing;
 *   <li>categories: strings, whole numbers without a decimal point; where missing, the text that
 *       the file's metadata gives under {@code missing:COLUMN};
 *   <li>dates: one double for each part, COLUMN:month, in UTC, NaN where missing.
 * </ul>
 *
 * Outputs, in double: {@code prediction} [rows, 1] of a regression; {@code probability} [rows, 1]
 * of the positive class; {@code probabilities} [rows, classes] in the order of the metadata's
 * {@code classes}; with the last two {@code label} [rows, 1], a string.
 */
public final class OnnxWriter {
  private OnnxWriter() {}

  /**
   * The bytes of a file.
   *
   * @param reference the version, for the graph's name
   * @throws IllegalArgumentException if ONNX can't express the model
   */
  public static byte[] bytes(String reference, Model model) {
    GraphBuilder graph =
        new GraphBuilder(model.features().features().stream().map(Feature::column).toList());
    String margins = margins(model, graph);
    new Predictions(model, graph).add(margins);
    graph.tell("model", reference);
    graph.tell("task", model.target().task().text());
    graph.tell("classes", ModelJson.text(model.target().classes()));
    graph.tell("threshold", String.valueOf(model.threshold()));
    return OnnxEncoder.bytes(graph.model(reference, model.provenance().nightjarVersion()));
  }

  private static String margins(Model model, GraphBuilder graph) {
    if (model instanceof TreeModel trees) {
      return TreeMargins.add(trees, graph);
    }
    return model instanceof NetworkModel network
        ? NetworkMargins.add(network, graph)
        : LinearMargins.add((LinearModel) model, graph);
  }
}
