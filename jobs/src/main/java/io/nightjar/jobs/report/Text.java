package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values are shown: counts with thousands separators, other numbers to six digits. */
final class Text {
  private static final int DIGITS = 6;
  private static final double LARGE = 1e9;
  private static final double SMALL = 1e-4;

  /** A decimal number of more digits than a reader wants, standing alone. */
  private static final Pattern LONG_DECIMAL =
      Pattern.compile(
          "(?<![\\w.])-?\\d+\\.(?:\\d{7,}(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+)(?![\\w.])");

  private Text() {}

  /** A value of the record; what is absent is shown as a dash. */
  static String of(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "–";
    }
    if (value.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", value.bigIntegerValue());
    }
    if (value.isNumber()) {
      return number(value.asDouble());
    }
    if (value.has("insufficient")) {
      return "insufficient: " + value.path("insufficient").asText();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Six digits, no zeros at the end; a power of ten where the number is tiny or huge. */
  static String number(double value) {
    return rounded(value, DIGITS);
  }

  /** As {@link #number} with this many digits. */
  static String rounded(double value, int digits) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && size < LARGE) {
      return String.format(Locale.ROOT, "%,.0f", value + 0.0);
    }
    if (size < SMALL || size >= LARGE) {
      return String.format(Locale.ROOT, "%.4e", value)
          .replaceFirst("\\.?0*e", "e")
          .replaceFirst("e([+-])0", "e$1");
    }
    BigDecimal shown = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }

  /** A metric: five decimals, so that a column of them lines up; large ones as numbers. */
  static String metric(JsonNode value) {
    if (!value.isNumber() || Math.abs(value.asDouble()) >= 1000) {
      return of(value);
    }
    return String.format(Locale.ROOT, "%.5f", value.asDouble() + 0.0);
  }

  /** A sentence with the decimals in it cut to six digits. */
  static String prose(String sentence) {
    Matcher found = LONG_DECIMAL.matcher(sentence);
    return found.replaceAll(
        m -> Matcher.quoteReplacement(number(Double.parseDouble(m.group())).replace(",", "")));
  }

  /** A size in bytes, with the binary unit that leaves one to four digits. */
  static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", size))
        + " "
        + units[unit];
  }

  /** Seconds of a time in milliseconds, to the hundredth. */
  static String seconds(double millis) {
    return String.format(Locale.ROOT, "%,.2f", millis / 1000);
  }

  /** A count with its noun: {@code 1 rule}, {@code 2 rules}. */
  static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** A name from the record as words: {@code log_loss} becomes {@code log loss}. */
  static String words(String name) {
    return name.replace('_', ' ').replace('-', ' ');
  }
}
