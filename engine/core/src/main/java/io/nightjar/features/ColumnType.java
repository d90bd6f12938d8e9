package io.nightjar.features;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The type of an input column. A raw value is null, or a {@link Number} (INT, LONG, FLOAT, DOUBLE),
 * a {@link Boolean}, a {@link String}, a {@link java.time.LocalDate}, a {@link java.time.Instant},
 * or of a vector {@code float[]}, {@code double[]} or a {@link io.nightjar.features.SparseVector}.
 */
public enum ColumnType {
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  BOOLEAN,
  STRING,
  DATE,
  TIMESTAMP,
  VECTOR;

  /** The name in configs, messages and files: lower case. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that lower-case name. */
  @JsonCreator
  public static ColumnType parse(String text) {
    for (ColumnType type : values()) {
      if (type.text().equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type is \""
            + text
            + "\"; must be int, long, float, double, boolean, string, date, timestamp or vector");
  }

  /** INT, LONG, FLOAT or DOUBLE. */
  public boolean isNumeric() {
    return isIntegral() || this == FLOAT || this == DOUBLE;
  }

  /** INT or LONG. */
  public boolean isIntegral() {
    return this == INT || this == LONG;
  }

  /** DATE or TIMESTAMP. */
  public boolean isDate() {
    return this == DATE || this == TIMESTAMP;
  }

  /** Whether a value of this type is read as {@code wanted} without loss: int→long→double. */
  public boolean widensTo(ColumnType wanted) {
    if (this == wanted) {
      return true;
    }
    return switch (wanted) {
      case LONG -> this == INT;
      case DOUBLE -> this == INT || this == LONG || this == FLOAT;
      default -> false;
    };
  }
}
