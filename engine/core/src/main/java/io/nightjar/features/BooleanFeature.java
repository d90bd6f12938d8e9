package io.nightjar.features;

import java.util.Objects;

/**
 * True or false, used as 1 and 0. Missing takes {@code fill}.
 *
 * @param column the input column, of type boolean
 * @param fill what stands in for a missing value: the share of true in training
 * @param missing what was missing in training
 */
public record BooleanFeature(String column, double fill, Missing missing) implements Feature {
  public BooleanFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(missing, "missing");
    if (!(fill >= 0 && fill <= 1)) {
      throw new IllegalArgumentException(column + " has fill " + fill + "; must be 0..1");
    }
  }

  @Override
  public ColumnType type() {
    return ColumnType.BOOLEAN;
  }

  @Override
  public String whenMissing() {
    return "takes the training share of true " + fill;
  }
}
