package io.nightjar.jobs.shell.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as a table. */
final class PlanLines {
  private static final double KIB = 1024;

  private PlanLines() {}

  /** Nothing where there is no plan. */
  static List<String> of(JsonNode plan) {
    List<String> lines = new ArrayList<>();
    if (plan.isMissingNode()) {
      return lines;
    }
    JsonNode table = plan.path("table");
    lines.add(
        line(
            "table",
            "%,d rows (%s), of them %,d to learn from; %d design columns (by the first %,d rows)"
                .formatted(
                    table.path("rows").asLong(),
                    table.path("rows_from").asText(),
                    table.path("training_rows").asLong(),
                    table.path("design_columns").asInt(),
                    table.path("sampled_rows").asLong())));
    JsonNode cluster = plan.path("cluster");
    lines.add(
        line(
            "cluster",
            "%s, %d × %d cores, %s each for Spark's storage"
                .formatted(
                    cluster.path("mode").asText(),
                    cluster.path("executors").asInt(),
                    cluster.path("cores").asInt(),
                    bytes(cluster.path("storage_bytes")))));
    lines.add(line("fit", plan.path("place").asText() + ": " + plan.path("because").asText()));
    plan.path("held")
        .forEach(
            held ->
                lines.add(
                    line(
                        "holds",
                        "%-28s %10s  %s"
                            .formatted(
                                held.path("what").asText(),
                                bytes(held.path("bytes")),
                                held.path("where").asText()))));
    lines.add(line("memory", memory(plan)));
    rounds(plan, lines);
    lines.add(line("sent", bytes(plan.path("shuffle_bytes")) + " between tasks, in all rounds"));
    lines.add(line("expected", duration(plan.path("seconds").asDouble())));
    lines.add(line("note", plan.path("note").asText()));
    return lines;
  }

  private static String memory(JsonNode plan) {
    return "%s in the fullest executor, %s in the driver, %s broadcast"
        .formatted(
            bytes(plan.path("executor_bytes")),
            bytes(plan.path("driver_bytes")),
            bytes(plan.path("broadcast_bytes")));
  }

  private static void rounds(JsonNode plan, List<String> lines) {
    lines.add(line("", row("rounds", "count", "shuffled each", "to driver", "expected", "rate")));
    plan.path("rounds")
        .forEach(
            round ->
                lines.add(
                    line(
                        "",
                        row(
                            round.path("what").asText(),
                            (round.path("known").asText().equals("at_most") ? "≤ " : "")
                                + round.path("count").asLong(),
                            bytes(round.path("shuffle_bytes")),
                            bytes(round.path("driver_bytes")),
                            duration(round.path("seconds").asDouble()),
                            "%s ns for %s"
                                .formatted(
                                    round.path("rate_nanos").asText(),
                                    round.path("rate_of").asText())))));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-26s %8s %14s %10s %10s  %s", (Object[]) cells);
  }

  private static String line(String what, String text) {
    return String.format(Locale.ROOT, "  %-11s %s", what, text).stripTrailing();
  }

  private static String bytes(JsonNode bytes) {
    double value = bytes.asDouble();
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    while (value >= KIB && unit < units.length - 1) {
      value /= KIB;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private static String duration(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
