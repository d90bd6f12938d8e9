package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.util.Arrays;

/** Makes a value inside of a graph one of its outputs. */
public final class InnerOutput {
  private InnerOutput() {}

  /**
   * A file with one more output of floats. What follows a protobuf message with its fields again is
   * merged into it, so that nothing of the file itself is rewritten.
   */
  public static byte[] of(byte[] file, String name) {
    OnnxMessage tensor = new OnnxMessage().whole(TENSOR_TYPE_ELEMENT, 1);
    OnnxMessage type = new OnnxMessage().message(TYPE_TENSOR, tensor);
    OnnxMessage value = new OnnxMessage().text(VALUE_NAME, name).message(VALUE_TYPE, type);
    OnnxMessage graph = new OnnxMessage().message(GRAPH_OUTPUT, value);
    byte[] more = new OnnxMessage().message(MODEL_GRAPH, graph).toBytes();
    byte[] all = Arrays.copyOf(file, file.length + more.length);
    System.arraycopy(more, 0, all, file.length, more.length);
    return all;
  }
}
