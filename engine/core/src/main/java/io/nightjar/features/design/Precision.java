package io.nightjar.features.design;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The width of a design column's numbers. */
public enum Precision {
  /** float32: the default, what every backend takes. */
  FLOAT,
  /** float64, for ill-conditioned tables. */
  DOUBLE;

  /** The name in configs and files: lower case. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The precision of that name. */
  @JsonCreator
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.text().equals(text)) {
        return precision;
      }
    }
    throw new IllegalArgumentException("precision is \"" + text + "\"; must be float or double");
  }
}
