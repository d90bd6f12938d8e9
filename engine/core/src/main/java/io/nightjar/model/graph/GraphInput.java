package io.nightjar.model.graph;

import java.io.Serializable;
import java.util.Objects;

/**
 * One input of a graph, of shape [rows] or [rows, columns].
 *
 * @param name its name
 * @param element the type of its values
 * @param columns how many values of a row it takes
 * @param rank 1 for [rows], 2 for [rows, columns]
 */
public record GraphInput(String name, ElementType element, int columns, int rank)
    implements Serializable {
  public GraphInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(element, "element");
    if (rank < 1 || rank > 2 || columns < 1 || (rank == 1 && columns != 1)) {
      throw new IllegalArgumentException(
          "the input \"%s\" has %d dimensions and %d columns; must be one column, or two dimensions of some"
              .formatted(name, rank, columns));
    }
  }
}
