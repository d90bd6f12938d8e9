package io.nightjar.model.exchange.onnx.graph;

import java.util.List;
import java.util.Map;

/**
 * A model of ONNX: the fields of {@code ModelProto} and {@code GraphProto} that are read and
 * written here.
 *
 * @param producer what wrote it, with its version
 * @param name the graph's
 * @param nodes each after those whose outputs it takes
 * @param constants tensors by name ({@code initializer})
 * @param inputs what a caller gives, constants left out
 * @param outputs what a caller gets
 * @param metadata texts by name ({@code metadata_props})
 */
public record OnnxModel(
    Producer producer,
    String name,
    List<OnnxNode> nodes,
    Map<String, OnnxTensor> constants,
    List<OnnxValue> inputs,
    List<OnnxValue> outputs,
    Map<String, String> metadata) {

  /** What wrote a model. */
  public record Producer(String name, String version) {}
}
