package io.nightjar.model.exchange.onnx.graph;

import java.util.List;

/**
 * An input or output of a graph.
 *
 * @param name its name
 * @param type {@link OnnxTensor.Type}'s number; 0 where it is no tensor
 * @param shape its dimensions; {@link #ANY} for one that is open
 */
public record OnnxValue(String name, int type, List<Long> shape) {
  /** A dimension of any size. */
  public static final long ANY = -1;

  public OnnxValue {
    shape = List.copyOf(shape);
  }

  /** A column: any number of rows of one value. */
  public static OnnxValue column(String name, OnnxTensor.Type type) {
    return matrix(name, type, 1);
  }

  /** Any number of rows of some values. */
  public static OnnxValue matrix(String name, OnnxTensor.Type type, int width) {
    return new OnnxValue(name, type.number(), List.of(ANY, (long) width));
  }
}
