package io.nightjar.metrics.gates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a gate says; everything but {@link #PASS} refuses the model. */
public enum GateVerdict {
  PASS,
  FAIL,
  /** It can't be told; counts as a refusal. */
  INSUFFICIENT;

  @JsonCreator
  static GateVerdict fromJson(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The verdict as results write it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
