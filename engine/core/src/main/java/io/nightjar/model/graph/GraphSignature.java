package io.nightjar.model.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How rows go into a graph and predictions come out. The inputs' columns side by side are the
 * model's design columns, in this order.
 *
 * @param inputs in the file's order
 * @param output the prediction
 * @param batch how many rows the graph takes at a time
 */
public record GraphSignature(List<GraphInput> inputs, GraphOutput output, Batch batch)
    implements Serializable {

  /** How many rows a graph takes at a time. */
  public enum Batch {
    @JsonProperty("any")
    ANY,
    @JsonProperty("one_row")
    ONE_ROW
  }

  public GraphSignature {
    inputs = List.copyOf(inputs);
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(batch, "batch");
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a graph has no inputs; must have at least one");
    }
  }

  /** How many columns all inputs have. */
  public int columns() {
    return inputs.stream().mapToInt(GraphInput::columns).sum();
  }
}
