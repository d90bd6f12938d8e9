package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an attribute of a node. */
final class AttributeDecoder {
  private final OnnxInput in;
  private String name = "";
  private int type;
  private long whole;
  private float number;
  private String text = "";
  private OnnxTensor tensor;
  private final OnnxNumbers floats = new OnnxNumbers();
  private final OnnxNumbers wholes = new OnnxNumbers();
  private final List<String> texts = new ArrayList<>();

  AttributeDecoder(OnnxInput in) {
    this.in = in;
  }

  /** Reads it into a node's attributes; a graph is left out, other types are refused. */
  void readTo(Map<String, Object> attributes) throws IOException {
    in.message(this::field);
    Object value = value();
    if (value != null && attributes.put(name, value) != null) {
      throw new IllegalArgumentException(
          "a node has the attribute \"" + name + "\" twice; must have it once");
    }
  }

  private boolean field(int field) throws IOException {
    switch (field) {
      case ATTRIBUTE_NAME -> name = in.text();
      case ATTRIBUTE_TYPE -> type = (int) in.whole();
      case ATTRIBUTE_I -> whole = in.whole();
      case ATTRIBUTE_F -> number = in.number();
      case ATTRIBUTE_S -> text = in.text();
      case ATTRIBUTE_T -> tensor = new TensorDecoder(in).read().tensor();
      case ATTRIBUTE_FLOATS -> in.floats(floats);
      case ATTRIBUTE_INTS -> in.wholes(wholes);
      case ATTRIBUTE_STRINGS -> texts.add(in.text());
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object value() {
    AttributeType[] types = AttributeType.values();
    AttributeType known = type > 0 && type < types.length ? types[type] : AttributeType.UNDEFINED;
    if (known == AttributeType.UNDEFINED) {
      throw new IllegalArgumentException(
          "a node's attribute \"%s\" has type %d; must be 1..%d (number to list of texts)"
              .formatted(name, type, types.length - 1));
    }
    return switch (known) {
      case FLOAT -> number;
      case INT -> whole;
      case STRING -> text;
      case TENSOR -> tensor;
      case FLOATS -> floats.floats();
      case INTS -> wholes.wholes();
      case STRINGS -> texts;
      case UNDEFINED, GRAPH -> null;
    };
  }
}
