package io.nightjar.model.exchange.onnx.export;

import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph that grows operator by operator; names of its own never meet those of columns. */
final class GraphBuilder {
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final String prefix;
  private int values;

  /**
   * @param columns the names that inputs begin with
   */
  GraphBuilder(Collection<String> columns) {
    String free = "value/";
    while (anyBegins(columns, free)) {
      free = "_" + free;
    }
    prefix = free;
  }

  private static boolean anyBegins(Collection<String> columns, String begin) {
    return columns.stream().anyMatch(column -> column.startsWith(begin));
  }

  /**
   * An input of one column.
   *
   * @throws IllegalArgumentException if there is one of that name, such as a part of a date
   */
  String input(String column, Type type) {
    if (inputs.stream().anyMatch(input -> input.name().equals(column))) {
      throw new IllegalArgumentException(
          "two inputs of the graph would be called \"" + column + "\"; rename a column");
    }
    inputs.add(OnnxValue.column(column, type));
    return column;
  }

  /** A constant. */
  String constant(OnnxTensor tensor) {
    String name = fresh();
    constants.put(name, tensor);
    return name;
  }

  /** A constant of float64. */
  String number(double value) {
    return constant(OnnxTensor.doubles(value));
  }

  /** What an operator of ONNX makes of some values. */
  String op(String op, String... from) {
    return op(op, Map.of(), from);
  }

  /** The same with attributes. */
  String op(String op, Map<String, Object> attributes, String... from) {
    return add("", op, attributes, from);
  }

  /** What an operator for classical models makes of some values. */
  String ml(String op, Map<String, Object> attributes, String... from) {
    return add(OnnxNode.ML, op, attributes, from);
  }

  /** The values in another type. */
  String cast(Type type, String from) {
    return op("Cast", Map.of("to", (long) type.number()), from);
  }

  /** Columns side by side. */
  String concat(List<String> columns) {
    return op("Concat", Map.of("axis", 1L), columns.toArray(String[]::new));
  }

  private String add(String domain, String op, Map<String, Object> attributes, String... from) {
    String name = fresh();
    nodes.add(new OnnxNode(domain, op, List.of(from), List.of(name), attributes));
    return name;
  }

  private String fresh() {
    return prefix + values++;
  }

  /**
   * Gives a value to the caller.
   *
   * @throws IllegalArgumentException if an input has that name
   */
  void output(String name, Type type, int width, String from) {
    if (inputs.stream().anyMatch(input -> input.name().equals(name))) {
      throw new IllegalArgumentException(
          "a column is called \"" + name + "\", as an output of the graph is; rename it");
    }
    nodes.add(new OnnxNode("", "Identity", List.of(from), List.of(name), Map.of()));
    outputs.add(OnnxValue.matrix(name, type, width));
  }

  /** Tells a reader of the file something. */
  void tell(String key, String text) {
    metadata.put(key, text);
  }

  /** The graph. */
  OnnxModel model(String name, String version) {
    return new OnnxModel(
        new OnnxModel.Producer("nightjar", version),
        name,
        nodes,
        constants,
        inputs,
        outputs,
        metadata);
  }
}
