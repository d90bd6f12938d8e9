package io.nightjar.jobs.shell.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's result for a person: a few lines from the same object that {@code --json} prints. */
public final class Summary {
  /** Trials that are shown; the report has all. */
  private static final int MOST_TRIALS = 20;

  private Summary() {}

  /** Prints it. */
  public static void print(JsonNode result, PrintStream out) {
    lines(result).forEach(out::println);
  }

  static List<String> lines(JsonNode result) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(result));
    model(result, lines);
    tune(result.path("tune"), lines);
    result.path("metrics").properties().forEach(e -> lines.add(metrics(e.getKey(), e.getValue())));
    calibration(result.path("calibration"), lines);
    threshold(result.path("threshold"), lines);
    result.path("gates").forEach(gate -> lines.add(gate(gate)));
    rows(result, lines);
    lines.addAll(PlanLines.of(result.path("plan")));
    lines.addAll(ExplanationLines.of(result));
    result.path("challengers").forEach(c -> lines.add(challenger(c)));
    result.path("drift").forEach(d -> drift(d, lines));
    text(result, "decision", lines);
    text(result.path("reproduction"), "verdict", lines);
    result.path("warnings").forEach(w -> lines.add("  warning     " + w.asText()));
    text(result, "report", lines);
    return lines;
  }

  private static String headline(JsonNode result) {
    String failed =
        result.path("exit_code").asInt() == 0
            ? ""
            : " with exit code " + result.path("exit_code").asInt();
    return String.format(
        Locale.ROOT,
        "%s %s: %s%s",
        result.path("verb").asText(),
        result.path("run_id").asText(),
        result.path("status").asText(),
        failed);
  }

  private static void model(JsonNode result, List<String> lines) {
    if (!result.has("model")) {
      return;
    }
    String alias = result.has("alias") ? " (" + result.path("alias").asText() + ")" : "";
    String version = result.has("version") ? "@" + result.path("version").asText() : "";
    lines.add("  model       " + result.path("model").asText() + version + alias);
  }

  private static String metrics(String on, JsonNode values) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-11s", on));
    values
        .properties()
        .forEach(e -> line.append(' ').append(e.getKey()).append('=').append(number(e.getValue())));
    return line.toString();
  }

  /** The trials of a search, the best first. */
  private static void tune(JsonNode tune, List<String> lines) {
    if (tune.isMissingNode()) {
      return;
    }
    String metric = tune.path("metric").asText();
    JsonNode folds = tune.path("folds");
    lines.add(
        "  tuned       "
            + String.join(
                ", ",
                tune.path("method").asText(),
                tune.path("trials").size() + " trials",
                folds.path("judged_rows").size()
                    + " folds by "
                    + folds.path("by").asText()
                    + " of "
                    + folds.path("column").asText(),
                "seed " + tune.path("seed").asText()));
    lines.add(trial("trial", metric, "sd", "seconds", "values"));
    int shown = Math.min(MOST_TRIALS, tune.path("trials").size());
    for (int i = 0; i < shown; i++) {
      lines.add(trial(tune.path("trials").get(i)));
    }
    if (shown < tune.path("trials").size()) {
      lines.add("    " + (tune.path("trials").size() - shown) + " more are in the report");
    }
  }

  private static String trial(JsonNode trial) {
    List<String> values = new ArrayList<>();
    trial
        .path("values")
        .properties()
        .forEach(
            e ->
                values.add(e.getKey().replaceFirst("^model\\.", "") + "=" + e.getValue().asText()));
    String why =
        trial.has("why")
            ? " (" + trial.path("status").asText() + ": " + trial.path("why").asText() + ")"
            : "";
    return trial(
        trial.path("trial").asText()
            + (trial.path("status").asText().equals("best") ? " best" : ""),
        trial.has("mean") ? number(trial.path("mean")) : "-",
        trial.has("sd") ? number(trial.path("sd")) : "-",
        String.format(Locale.ROOT, "%.1f", trial.path("ms").asDouble() / 1000),
        String.join(" ", values) + why);
  }

  private static String trial(String... cells) {
    return String.format(Locale.ROOT, "    %-10s %12s %12s %8s  %s", (Object[]) cells);
  }

  private static void calibration(JsonNode calibration, List<String> lines) {
    JsonNode after = calibration.path("after");
    String on = after.has("test") ? "test" : "validation";
    String metric = after.path(on).has("ece") ? "ece" : "log_loss";
    if (!calibration.isMissingNode()) {
      lines.add(
          "  calibrated  by "
              + calibration.path("method").asText()
              + ": "
              + metric
              + " on "
              + on
              + " from "
              + number(calibration.path("before").path(on).path(metric))
              + " to "
              + number(after.path(on).path(metric)));
    }
  }

  private static void threshold(JsonNode threshold, List<String> lines) {
    if (!threshold.isMissingNode()) {
      String by = threshold.has("f1") ? "f1" : "expected_cost";
      lines.add(
          "  threshold   "
              + number(threshold.path("threshold"))
              + " ("
              + by
              + " on validation "
              + number(threshold.path(by))
              + ")");
    }
  }

  private static String gate(JsonNode gate) {
    String why = gate.path("why").asText("");
    return String.format(
        Locale.ROOT,
        "  gate        %s: %s%s",
        gate.path("name").asText(),
        gate.path("verdict").asText(),
        why.isEmpty() ? "" : " (" + why + ")");
  }

  private static void rows(JsonNode result, List<String> lines) {
    JsonNode rows = result.path("rows");
    if (rows.has("scored")) {
      lines.add(
          "  rows        "
              + rows.path("in").asText()
              + " in = "
              + rows.path("scored").asText()
              + " scored + "
              + rows.path("quarantined").asText()
              + " quarantined"
              + (rows.has("filtered") ? " + " + rows.path("filtered").asText() + " filtered" : ""));
    }
    if (result.path("already_published").asBoolean()) {
      lines.add("  published   already, by this run; nothing was done");
    } else if (result.has("published")) {
      lines.add("  published   " + result.path("published").asText());
    }
  }

  private static String challenger(JsonNode one) {
    StringBuilder line =
        new StringBuilder("  challenger  ").append(one.path("challenger").asText());
    for (String field : new String[] {"changed_share", "mean_absolute_difference", "spearman"}) {
      if (one.has(field)) {
        line.append(' ').append(field).append('=').append(number(one.path(field)));
      }
    }
    return line.toString();
  }

  private static void drift(JsonNode finding, List<String> lines) {
    if (finding.path("alarm").asBoolean()) {
      lines.add(
          "  alarm       "
              + finding.path("column").asText()
              + ": "
              + finding.path("statistic").asText()
              + " "
              + number(finding.path("value"))
              + " > "
              + number(finding.path("limit")));
    }
  }

  private static void text(JsonNode result, String field, List<String> lines) {
    if (result.has(field)) {
      lines.add(String.format(Locale.ROOT, "  %-11s %s", field, result.path(field).asText()));
    }
  }

  private static String number(JsonNode value) {
    return number(value, "%.6g");
  }

  /** A number in a format; a metric without a value has a reason in place of it. */
  static String number(JsonNode value, String format) {
    if (value.isObject()) {
      return "insufficient";
    }
    return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : value.asText();
  }
}
