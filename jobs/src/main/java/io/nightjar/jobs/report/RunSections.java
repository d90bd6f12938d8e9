package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;

/** What the run decided and published, where it ran and how long it took. */
final class RunSections {
  private final JsonNode record;
  private final JsonNode result;

  RunSections(JsonNode record) {
    this.record = record;
    this.result = record.path("result");
  }

  Section decision() {
    Section section = new Section("decision", "Decision");
    if (!result.has("decision")) {
      return section;
    }
    String decision = result.path("decision").asText();
    JsonNode evidence = record.path("evidence");
    Table facts = Table.titled("").column("", Kind.NAME).column("", Kind.LONG);
    facts.row("decision", decision);
    fact(facts, "because", evidence.path("why"));
    fact(facts, "failure", evidence.path("failure"));
    if (!evidence.path("alarms").equals(evidence.path("why"))) {
      fact(facts, "alarms", evidence.path("alarms"));
    }
    fact(facts, "new version", evidence.path("version"));
    fact(facts, "its SHA-256", evidence.path("model_sha256"));
    fact(facts, "rows watched", evidence.path("rows"));
    return section.say(sentence(decision)).table(facts);
  }

  Section rows() {
    Section section =
        new Section("rows", "Rows scored").table(Table.facts("", result.path("rows")));
    if (result.has("published")) {
      section.say("Published to " + result.path("published").asText());
    }
    if (result.path("already_published").asBoolean()) {
      section.say("These scores were published by an earlier run; nothing was written again.");
    }
    return section;
  }

  Section placement() {
    Table table =
        Table.titled("")
            .column("kernel", Kind.NAME)
            .column("backend", Kind.WORDS)
            .column("device", Kind.WORDS)
            .column("reason", Kind.LONG)
            .column("calls", Kind.NUMBER)
            .column("bytes moved", Kind.NUMBER)
            .column("ms", Kind.NUMBER)
            .column("fallbacks", Kind.NUMBER)
            .column("rows spared", Kind.NUMBER);
    for (JsonNode kernel : result.path("placement")) {
      table.row(
          Text.of(kernel.path("kernel")),
          Text.of(kernel.path("backend")),
          Text.of(kernel.path("device")),
          Text.of(kernel.path("reason")),
          Text.of(kernel.path("calls")),
          Text.of(kernel.path("bytes")),
          Text.rounded(kernel.path("ms").asDouble(), 3),
          Text.of(kernel.path("fallbacks")),
          Text.of(kernel.path("spared")));
    }
    return new Section("placement", "Where it ran, and why").table(table);
  }

  Section timings() {
    Table table = Table.titled("").column("stage", Kind.NAME).column("seconds", Kind.NUMBER);
    double total = 0;
    for (var stage : result.path("timings_ms").properties()) {
      table.row(stage.getKey(), Text.seconds(stage.getValue().asDouble()));
      total += stage.getValue().asDouble();
    }
    if (table.size() > 1) {
      table.row("all stages", Text.seconds(total));
    }
    return new Section("timings", "Timings").table(table);
  }

  Section environment() {
    return new Section("environment", "Environment")
        .table(Table.facts("", record.path("environment")));
  }

  private static void fact(Table facts, String name, JsonNode value) {
    if (!value.isMissingNode() && !value.asText().isEmpty()) {
      facts.row(name, value.asText());
    }
  }

  private static String sentence(String decision) {
    return switch (decision) {
      case "keep" -> "The champion stays.";
      case "alarm" -> "An alarm was raised; the config asks for no retraining.";
      case "retrain-promoted" ->
          "An alarm was raised; a new version was trained, passed its gates and is champion now.";
      case "retrain-waits" ->
          "An alarm was raised; a new version was trained, passed its gates and waits for promotion"
              + " by hand.";
      case "retrain-rejected" ->
          "An alarm was raised; the new version did not pass its gates, so the champion stays.";
      case "retrain-failed" ->
          "An alarm was raised; no new version could be trained, so the champion stays.";
      default -> "";
    };
  }
}
