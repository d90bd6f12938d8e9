package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How good the model is, and whether it may stay: gates, metrics and drift. */
final class QualitySections {
  private final JsonNode record;
  private final JsonNode result;

  QualitySections(JsonNode record) {
    this.record = record;
    this.result = record.path("result");
  }

  Section gates() {
    Table table =
        Table.titled("")
            .column("gate", Kind.NAME)
            .column("verdict", Kind.VERDICT)
            .column("value", Kind.NUMBER)
            .column("limit", Kind.NUMBER)
            .column("why", Kind.LONG);
    for (JsonNode gate : result.path("gates")) {
      table.row(
          Text.of(gate.path("name")),
          Text.of(gate.path("verdict")),
          Text.metric(gate.path("value")),
          Text.of(gate.path("limit")),
          Text.prose(Text.of(gate.path("why"))));
    }
    return new Section("gates", "Gates").table(table);
  }

  Section metrics() {
    Section section =
        new Section("metrics", "Metrics")
            .charts(new Charts(evaluations(), this::label).views())
            .table(metricTable());
    evaluations().forEach((on, evaluation) -> section.table(confusion(label(on), evaluation)));
    return section;
  }

  Section drift() {
    Section section = new Section("drift", "Drift");
    JsonNode findings = result.path("drift");
    Table alarms = driftTable("alarm");
    Table quiet = driftTable("");
    int limited = 0;
    for (JsonNode finding : findings) {
      limited += finding.path("limit").isNumber() ? 1 : 0;
      (finding.path("alarm").asBoolean() ? alarms : quiet).row(driftRow(finding));
    }
    if (findings.isEmpty()) {
      return section;
    }
    section.say(
        alarms.isEmpty()
            ? "✓ No alarm against the profile frozen with the model."
            : "✗ "
                + Text.count(alarms.size(), "alarm")
                + " against the profile frozen with the model; "
                + Text.count(limited, "limit")
                + " watched.");
    return section
        .table(alarms)
        .table(quiet.folded(Text.count(quiet.size(), "statistic") + " without an alarm"));
  }

  private Table metricTable() {
    Map<String, JsonNode> evaluated = testFirst(result.path("metrics"));
    Set<String> names = new LinkedHashSet<>();
    Table table = Table.titled("Exact, over all rows of each part").column("metric", Kind.NAME);
    evaluated.forEach(
        (on, metrics) -> {
          table.column(label(on), Kind.NUMBER);
          metrics.properties().forEach(metric -> names.add(metric.getKey()));
        });
    for (String name : names) {
      List<String> row = new ArrayList<>(List.of(Text.words(name)));
      evaluated.values().forEach(metrics -> row.add(Text.metric(metrics.path(name))));
      table.row(row);
    }
    return table;
  }

  private Map<String, JsonNode> evaluations() {
    return testFirst(record.path("evaluations"));
  }

  /** Held-out rows before validation rows, which the trainer has seen the score of. */
  private static Map<String, JsonNode> testFirst(JsonNode object) {
    Map<String, JsonNode> ordered = new LinkedHashMap<>();
    for (String first : new String[] {"test", "champion", "retrained test", "retrained champion"}) {
      if (object.has(first)) {
        ordered.put(first, object.path(first));
      }
    }
    object.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
    return ordered;
  }

  /** What an evaluation is called in words; a night's is of the champion on that night's rows. */
  private String label(String on) {
    boolean night = Set.of("nightly", "monitor").contains(result.path("verb").asText());
    return switch (on) {
      case "test" -> night ? "these rows" : "test";
      case "champion" -> "champion on test";
      case "retrained test" -> "new version on test";
      case "retrained champion" -> "champion on test";
      case "retrained validation" -> "new version on validation";
      default -> on;
    };
  }

  private static Table confusion(String on, JsonNode evaluation) {
    JsonNode confusion = evaluation.path("confusion");
    Table table = Table.titled("Confusion matrix, " + on).column("actual ↓ predicted →", Kind.NAME);
    confusion.path("labels").forEach(label -> table.column(label.asText(), Kind.NUMBER));
    for (int i = 0; i < confusion.path("labels").size(); i++) {
      List<String> row = new ArrayList<>(List.of(confusion.path("labels").path(i).asText()));
      confusion.path("weights").path(i).forEach(weight -> row.add(Text.of(weight)));
      table.row(row);
    }
    return table;
  }

  private static Table driftTable(String verdict) {
    Table table = Table.titled("").column("column", Kind.NAME).column("statistic", Kind.WORDS);
    if (!verdict.isEmpty()) {
      table.column("verdict", Kind.VERDICT);
    }
    return table
        .column("value", Kind.NUMBER)
        .column("limit", Kind.NUMBER)
        .column("of its limit", Kind.NUMBER)
        .column("rows", Kind.NUMBER)
        .column("note", Kind.LONG);
  }

  private static List<String> driftRow(JsonNode finding) {
    List<String> row = new ArrayList<>();
    row.add(Text.of(finding.path("column")));
    row.add(Text.words(Text.of(finding.path("statistic"))));
    if (finding.path("alarm").asBoolean()) {
      row.add("alarm");
    }
    JsonNode value = finding.path("value");
    JsonNode limit = finding.path("limit");
    row.add(Text.metric(value));
    row.add(Text.of(limit));
    row.add(
        value.isNumber() && limit.asDouble() > 0
            ? String.format(Locale.ROOT, "%.1f %%", 100 * value.asDouble() / limit.asDouble())
            : "–");
    row.add(Text.of(finding.path("n")));
    row.add(Text.of(finding.path("note")));
    return row;
  }
}
