package io.nightjar.features;

import java.util.Objects;

/**
 * A column of vectors of which most elements are 0 and aren't kept. An element's name is the
 * column's with its place, {@code features[17]}, so that no list of names belongs to the model.
 *
 * @param column the input column
 * @param elements how many each vector has, 1 or more
 * @param rows of training
 * @param values of all training rows that aren't 0
 */
public record VectorFeature(String column, int elements, long rows, long values)
    implements Feature {
  public VectorFeature {
    Objects.requireNonNull(column, "column");
    if (elements < 1 || rows < 0 || values < 0) {
      throw new IllegalArgumentException(
          "%s is a vector of %d elements with %d values in %d rows; must be 1 or more, and 0 or more"
              .formatted(column, elements, values, rows));
    }
  }

  @Override
  public ColumnType type() {
    return ColumnType.VECTOR;
  }

  /** A vector must be there, whole; an element that isn't kept is 0. */
  @Override
  public Missing missing() {
    return Missing.NONE;
  }

  @Override
  public String whenMissing() {
    return "can't be scored";
  }

  @Override
  public String treatment() {
    return "an element that isn't there is 0; null, NaN, infinity and vectors of another size can't"
        + " be scored";
  }
}
