package io.nightjar.features;

import java.util.Objects;

/**
 * The key of a user or an item. Its dictionary, key by key a place, is part of the model's factors.
 *
 * @param column the input column
 * @param type LONG or STRING, as which the column is read
 */
public record KeyFeature(String column, ColumnType type) implements Feature {
  public KeyFeature {
    Objects.requireNonNull(column, "column");
    if (type != ColumnType.LONG && type != ColumnType.STRING) {
      throw new IllegalArgumentException(
          column + " is a key of type " + type.text() + "; must be long or string");
    }
  }

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
    return "null can't be scored";
  }
}
