package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How values are shown: counts with thousands separators, other numbers to six digits. */
final class Text {
  private Text() {}

  static String of(JsonNode value) {
    if (value.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", value.asLong());
    }
    if (value.isNumber()) {
      return number(value.asDouble());
    }
    if (value.has("insufficient")) {
      return "insufficient: " + value.path("insufficient").asText();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return size >= 1e-4 && size < 1e9
        ? String.format(Locale.ROOT, "%,.6g", value)
        : String.format(Locale.ROOT, "%.4e", value);
  }

  /** A name from the record as words: {@code log_loss} becomes {@code log loss}. */
  static String words(String name) {
    return name.replace('_', ' ');
  }
}
