package io.nightjar.jobs.shell.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code explain} found, as tables for a person. */
final class ExplanationLines {
  private static final int NAME = 24;
  private static final int VALUE = 20;

  private ExplanationLines() {}

  static List<String> of(JsonNode result) {
    List<String> lines = new ArrayList<>();
    result.path("explanations").forEach(row -> row(row, lines));
    importance(result.path("importance"), lines);
    return lines;
  }

  private static void row(JsonNode row, List<String> lines) {
    String name = row.has("id") ? row.path("id").asText() : "(no id)";
    if (row.has("unscorable")) {
      lines.add("  row " + name + ": can't be scored: " + row.path("unscorable").asText());
      return;
    }
    String probability =
        row.has("probability") ? ", probability " + number(row.path("probability")) : "";
    lines.add("  row " + name + ": " + row.path("prediction").asText() + probability);
    lines.add(line("base value", "", row.path("base")));
    for (JsonNode one : row.path("contributions")) {
      String value = one.has("value") ? one.path("value").asText() : "(missing)";
      lines.add(line(one.path("feature").asText(), value, one.path("contribution")));
    }
    if (row.path("others").asDouble() != 0) {
      lines.add(line("all others", "", row.path("others")));
    }
    lines.add(line("margin", "", row.path("margin")));
  }

  private static String line(String name, String value, JsonNode number) {
    return String.format(
        Locale.ROOT,
        "    %-" + NAME + "s %-" + VALUE + "s %+.6f",
        shortened(name, NAME),
        shortened(value, VALUE),
        number.asDouble());
  }

  private static void importance(JsonNode importance, List<String> lines) {
    if (importance.isMissingNode()) {
      return;
    }
    lines.add(
        "  "
            + importance.path("metric").asText()
            + " "
            + number(importance.path("value"))
            + " on "
            + importance.path("rows").asText()
            + " rows; how much worse without each column (mean and sd of "
            + importance.path("repeats").asText()
            + " permutations)");
    for (JsonNode one : importance.path("columns")) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    %-" + NAME + "s %12s ± %s",
              shortened(one.path("feature").asText(), NAME),
              number(one.path("mean")),
              number(one.path("sd"))));
    }
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** To as many decimals as the others of its column. */
  private static String number(JsonNode value) {
    return Summary.number(value, "%.6f");
  }
}
