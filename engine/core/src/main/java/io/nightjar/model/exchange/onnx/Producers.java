package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which node gives which value. */
final class Producers {
  private final Map<String, OnnxNode> nodes = new HashMap<>();

  private Producers() {}

  /**
   * The nodes of a graph by their outputs.
   *
   * @throws IllegalArgumentException if two give the same
   */
  static Producers of(OnnxModel model) {
    Producers producers = new Producers();
    for (OnnxNode node : model.nodes()) {
      for (String output : node.outputs()) {
        if (!output.isEmpty() && producers.nodes.put(output, node) != null) {
          throw new IllegalArgumentException(
              "two nodes give the value \"" + output + "\"; must be one");
        }
      }
    }
    return producers;
  }

  /** The node that gives a value; empty for inputs and constants. */
  Optional<OnnxNode> of(String value) {
    return Optional.ofNullable(nodes.get(value));
  }

  /** What a node takes at a place. */
  static String input(OnnxNode node, int at) {
    if (at >= node.inputs().size()) {
      throw new IllegalArgumentException(
          "%s takes %d values; must take %d".formatted(node.op(), node.inputs().size(), at + 1));
    }
    return node.inputs().get(at);
  }
}
