package io.nightjar.model.graph;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of values that a graph's input may have, with their numbers in ONNX files. */
public enum ElementType {
  FLOAT(1),
  INT32(6),
  INT64(7),
  STRING(8),
  BOOL(9),
  DOUBLE(11);

  private final int number;

  ElementType(int number) {
    this.number = number;
  }

  /** The type of a number in {@code TensorProto.DataType}; empty for one that no input may have. */
  public static Optional<ElementType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /** The name in files: lower case. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that name. */
  @JsonCreator
  public static ElementType parse(String text) {
    return Arrays.stream(values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an element type is \""
                        + text
                        + "\"; must be float, int32, int64, string, bool or double"));
  }
}
