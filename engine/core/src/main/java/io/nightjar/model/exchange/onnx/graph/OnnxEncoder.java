package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.util.List;
import java.util.Map;

/** Writes a model as the bytes of an ONNX file; the same model gives the same bytes. */
public final class OnnxEncoder {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int OPSET_ML = 3;

  private OnnxEncoder() {}

  /** The bytes: IR 8, operators of {@code ai.onnx} 17 and {@code ai.onnx.ml} 3. */
  public static byte[] bytes(OnnxModel model) {
    OnnxMessage out =
        new OnnxMessage()
            .whole(MODEL_IR_VERSION, IR_VERSION)
            .text(MODEL_PRODUCER, model.producer().name())
            .text(MODEL_PRODUCER_VERSION, model.producer().version())
            .message(MODEL_GRAPH, graph(model))
            .message(MODEL_OPSET, opset("", OPSET))
            .message(MODEL_OPSET, opset(OnnxNode.ML, OPSET_ML));
    for (Map.Entry<String, String> entry : model.metadata().entrySet()) {
      out.message(
          MODEL_METADATA,
          new OnnxMessage().text(ENTRY_KEY, entry.getKey()).text(ENTRY_VALUE, entry.getValue()));
    }
    return out.toBytes();
  }

  private static OnnxMessage opset(String domain, int version) {
    return new OnnxMessage().text(OPSET_DOMAIN, domain).whole(OPSET_VERSION, version);
  }

  private static OnnxMessage graph(OnnxModel model) {
    OnnxMessage graph = new OnnxMessage();
    model.nodes().forEach(node -> graph.message(GRAPH_NODE, node(node)));
    graph.text(GRAPH_NAME, model.name());
    model
        .constants()
        .forEach((name, tensor) -> graph.message(GRAPH_INITIALIZER, tensor(name, tensor)));
    model.inputs().forEach(value -> graph.message(GRAPH_INPUT, value(value)));
    model.outputs().forEach(value -> graph.message(GRAPH_OUTPUT, value(value)));
    return graph;
  }

  private static OnnxMessage node(OnnxNode node) {
    OnnxMessage out = new OnnxMessage();
    node.inputs().forEach(name -> out.text(NODE_INPUT, name));
    node.outputs().forEach(name -> out.text(NODE_OUTPUT, name));
    out.text(NODE_OP, node.op());
    node.attributes().forEach((name, value) -> out.message(NODE_ATTRIBUTE, attribute(name, value)));
    return out.text(NODE_DOMAIN, node.domain());
  }

  private static OnnxMessage attribute(String name, Object value) {
    OnnxMessage out = new OnnxMessage().text(ATTRIBUTE_NAME, name);
    if (value instanceof Long whole) {
      return typed(out.whole(ATTRIBUTE_I, whole), AttributeType.INT);
    }
    if (value instanceof Float number) {
      return typed(out.number(ATTRIBUTE_F, number), AttributeType.FLOAT);
    }
    if (value instanceof String text) {
      return typed(out.text(ATTRIBUTE_S, text), AttributeType.STRING);
    }
    if (value instanceof long[] wholes) {
      return typed(out.wholes(ATTRIBUTE_INTS, wholes), AttributeType.INTS);
    }
    if (value instanceof float[] floats) {
      return typed(out.floats(ATTRIBUTE_FLOATS, floats), AttributeType.FLOATS);
    }
    if (value instanceof OnnxTensor tensor) {
      return typed(out.message(ATTRIBUTE_T, tensor(name, tensor)), AttributeType.TENSOR);
    }
    texts(out, ATTRIBUTE_STRINGS, value);
    return typed(out, AttributeType.STRINGS);
  }

  private static OnnxMessage typed(OnnxMessage out, AttributeType type) {
    return out.whole(ATTRIBUTE_TYPE, type.ordinal());
  }

  private static void texts(OnnxMessage out, int field, Object values) {
    for (Object text : (List<?>) values) {
      out.text(field, (String) text);
    }
  }

  private static OnnxMessage tensor(String name, OnnxTensor tensor) {
    OnnxMessage out = new OnnxMessage();
    tensor.shape().forEach(dim -> out.whole(TENSOR_DIMS, dim));
    out.whole(TENSOR_TYPE, tensor.type().number()).text(TENSOR_NAME, name);
    if (tensor.values() instanceof double[] doubles) {
      return out.doubles(TENSOR_DOUBLES, doubles);
    }
    if (tensor.values() instanceof float[] floats) {
      return out.floats(TENSOR_FLOATS, floats);
    }
    if (tensor.values() instanceof long[] wholes) {
      boolean bytes = tensor.type() == OnnxTensor.Type.UINT8;
      return out.wholes(bytes ? TENSOR_INT32S : TENSOR_INT64S, wholes);
    }
    texts(out, TENSOR_STRINGS, tensor.values());
    return out;
  }

  private static OnnxMessage value(OnnxValue value) {
    OnnxMessage shape = new OnnxMessage();
    for (long dim : value.shape()) {
      OnnxMessage one = new OnnxMessage();
      shape.message(
          SHAPE_DIM, dim == OnnxValue.ANY ? one.text(DIM_NAME, "rows") : one.whole(DIM_VALUE, dim));
    }
    OnnxMessage tensor =
        new OnnxMessage()
            .whole(TENSOR_TYPE_ELEMENT, value.type())
            .message(TENSOR_TYPE_SHAPE, shape);
    return new OnnxMessage()
        .text(VALUE_NAME, value.name())
        .message(VALUE_TYPE, new OnnxMessage().message(TYPE_TENSOR, tensor));
  }
}
