package io.nightjar.model.exchange.onnx.kept;

import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import io.nightjar.model.graph.ElementType;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphSignature.Batch;
import java.util.ArrayList;
import java.util.List;

/** The inputs of a graph and the names of their columns. */
final class GraphInputs {
  private static final int MOST_COLUMNS = 100_000;

  private final List<GraphInput> inputs = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Batch batch = Batch.ANY;

  private GraphInputs() {}

  /**
   * Reads them.
   *
   * @param columns how many a lone matrix of unknown width has; 0 for unknown
   */
  static GraphInputs of(List<OnnxValue> values, int columns) {
    GraphInputs inputs = new GraphInputs();
    boolean alone = values.size() == 1;
    for (OnnxValue value : values) {
      inputs.add(value, alone, alone ? columns : 0);
    }
    return inputs;
  }

  private void add(OnnxValue value, boolean alone, int columns) {
    ElementType element = ElementType.of(value.type()).orElse(null);
    int rank = value.shape().size();
    if (element == null || rank < 1 || rank > 2) {
      throw new IllegalArgumentException(
          "the input \"%s\" has type %d and %d dimensions; must be rows of float, int32, int64, string, bool or double (1, 6, 7, 8, 9, 11) in one or two"
              .formatted(value.name(), value.type(), rank));
    }
    takeRows(value);
    int width = rank == 1 ? 1 : width(value, columns);
    if (names.size() + width > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "the inputs have more than " + MOST_COLUMNS + " columns in all; must be no more");
    }
    inputs.add(new GraphInput(value.name(), element, width, rank));
    for (int i = 0; i < width; i++) {
      names.add(width == 1 ? value.name() : (alone ? "f" : value.name() + "_") + i);
    }
  }

  private void takeRows(OnnxValue value) {
    long rows = value.shape().get(0);
    if (rows == 1) {
      batch = Batch.ONE_ROW;
    } else if (rows != OnnxValue.ANY) {
      throw new IllegalArgumentException(
          "the input \"%s\" takes %d rows at a time; must be any number or one: export the model with an open first dimension"
              .formatted(value.name(), rows));
    }
  }

  private static int width(OnnxValue value, int columns) {
    long told = value.shape().get(1);
    long width = told == OnnxValue.ANY ? columns : told;
    if (width < 1 || width > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          told == OnnxValue.ANY
              ? "the input \"%s\" doesn't say how many columns it has; name them all, in the model's order"
                  .formatted(value.name())
              : "the input \"%s\" has %d columns; must be 1..%d"
                  .formatted(value.name(), told, MOST_COLUMNS));
    }
    return (int) width;
  }

  List<GraphInput> inputs() {
    return inputs;
  }

  List<String> names() {
    return names;
  }

  Batch batch() {
    return batch;
  }

  /** Whether one of them takes texts. */
  boolean texts() {
    return inputs.stream().anyMatch(input -> input.element() == ElementType.STRING);
  }
}
