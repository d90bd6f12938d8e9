package io.nightjar.features;

import java.util.Objects;

/**
 * A number, used as it is. Null and NaN take {@code fill}; infinite values can't be encoded.
 *
 * @param column the input column
 * @param type INT, LONG, FLOAT, DOUBLE, or STRING for numbers written as text (a blank text is
 *     missing)
 * @param fill what stands in for a missing value: the training mean
 * @param missing what was missing in training
 * @param range where the training values lay
 */
public record NumericFeature(
    String column, ColumnType type, double fill, Missing missing, NumericRange range)
    implements Feature {
  public NumericFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(range, "range");
    if (!type.isNumeric() && type != ColumnType.STRING) {
      throw new IllegalArgumentException(
          column
              + " is "
              + type.text()
              + "; a numeric feature must be int, long, float, double or string");
    }
    if (!Double.isFinite(fill)) {
      throw new IllegalArgumentException(column + " has fill " + fill + "; must be finite");
    }
  }

  @Override
  public String whenMissing() {
    return "takes the training mean " + fill;
  }
}
