package io.nightjar.features;

import java.util.Objects;

/**
 * A raw vector of which only some elements are there, the others being 0. It is checked by whoever
 * encodes it, so that a bad one is told of as a bad value of its row.
 *
 * @param size how many elements it has
 * @param indices where the values stand, 0..size − 1, ascending; borrowed
 * @param values as many; borrowed
 */
public record SparseVector(int size, int[] indices, double[] values) {

  public SparseVector {
    Objects.requireNonNull(indices, "indices");
    Objects.requireNonNull(values, "values");
  }

  /** What is shown of a vector of so many elements. */
  public static String text(int size) {
    return "vector of " + size + " elements";
  }

  @Override
  public String toString() {
    return text(size);
  }
}
