package io.nightjar.model.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Objects;

/**
 * The value of a graph that is the prediction, of shape [rows] or [rows, columns], in float or
 * double.
 *
 * @param name its name
 * @param columns how many numbers a row gets
 * @param place where it stands
 */
public record GraphOutput(String name, int columns, Place place) implements Serializable {

  /** Where a value stands in its graph. */
  public enum Place {
    /** It is one of the graph's outputs. */
    @JsonProperty("output")
    OUTPUT,
    /** It is what a {@code ZipMap} makes maps of; it becomes an output when the graph is loaded. */
    @JsonProperty("before_maps")
    BEFORE_MAPS
  }

  public GraphOutput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
    if (columns < 1) {
      throw new IllegalArgumentException(
          "the output \"%s\" has %d columns; must be 1 or more".formatted(name, columns));
    }
  }
}
