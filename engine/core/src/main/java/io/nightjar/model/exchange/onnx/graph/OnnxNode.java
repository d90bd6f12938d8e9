package io.nightjar.model.exchange.onnx.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One operation.
 *
 * @param domain empty for ONNX's own operators
 * @param op the operator, such as {@code Concat}
 * @param inputs names of what it takes; empty for one that is left out
 * @param outputs names of what it gives
 * @param attributes by name, in the order of the names: Long, Float, String, long[], float[], List
 *     of String or {@link OnnxTensor}; arrays are borrowed
 */
public record OnnxNode(
    String domain,
    String op,
    List<String> inputs,
    List<String> outputs,
    Map<String, Object> attributes) {
  /** The domain of classical models. */
  public static final String ML = "ai.onnx.ml";

  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** Whether it is that operator of that domain. */
  public boolean is(String wantedDomain, String wantedOp) {
    return domain.equals(wantedDomain) && op.equals(wantedOp);
  }

  /** A whole number, or another one where it isn't there. */
  public long whole(String name, long otherwise) {
    Object value = attributes.getOrDefault(name, otherwise);
    if (value instanceof Long whole) {
      return whole;
    }
    throw wrong(name, "a whole number");
  }

  /** A text, or another one where it isn't there. */
  public String text(String name, String otherwise) {
    Object value = attributes.getOrDefault(name, otherwise);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "a text");
  }

  /** Whole numbers; none where it isn't there. */
  public long[] wholes(String name) {
    Object value = attributes.getOrDefault(name, new long[0]);
    if (value instanceof long[] wholes) {
      return wholes;
    }
    throw wrong(name, "whole numbers");
  }

  /** Texts; none where it isn't there. */
  public List<String> texts(String name) {
    Object value = attributes.getOrDefault(name, List.of());
    if (value instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(name, "texts");
  }

  /**
   * Numbers that stand in float32 under their name, or in any width under {@code NAME_as_tensor};
   * none where neither is there.
   */
  public double[] numbers(String name) {
    Object value = attributes.get(name);
    Object tensor = attributes.get(name + "_as_tensor");
    if (tensor instanceof OnnxTensor wide && (value == null || length(value) == 0)) {
      return wide.numbers();
    }
    if (value == null && tensor == null) {
      return new double[0];
    }
    if (value instanceof float[] floats && tensor == null) {
      double[] numbers = new double[floats.length];
      Arrays.setAll(numbers, i -> floats[i]);
      return numbers;
    }
    throw wrong(name, "numbers, once");
  }

  private static int length(Object value) {
    return value instanceof float[] floats ? floats.length : -1;
  }

  private IllegalArgumentException wrong(String name, String wanted) {
    Object value = attributes.get(name);
    String found = value == null ? "nothing" : value.getClass().getSimpleName();
    return new IllegalArgumentException(
        "%s.%s is of type %s; must be %s".formatted(op, name, found, wanted));
  }
}
