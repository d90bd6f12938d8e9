package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;

/** What {@code explain} found: a table for each row, or what each column is worth. */
final class ExplainSection {
  private final JsonNode rows;
  private final JsonNode importance;

  ExplainSection(JsonNode record) {
    this.rows = record.path("result").path("explanations");
    this.importance = record.path("result").path("importance");
  }

  Section section() {
    Section section = new Section("explanations", "Explanations");
    rows.forEach(row -> row(row, section));
    if (!importance.isMissingNode()) {
      section.say(
          "How much worse "
              + Text.words(importance.path("metric").asText())
              + " gets, "
              + Text.metric(importance.path("value"))
              + " on "
              + Text.of(importance.path("rows"))
              + " rows, when a column's values are given to other rows.");
      section.table(worth());
    }
    return section;
  }

  private static void row(JsonNode row, Section section) {
    String name = row.has("id") ? "Row " + row.path("id").asText() : "A row without an id";
    if (row.has("unscorable")) {
      section.say(name + " can't be scored: " + row.path("unscorable").asText() + ".");
      return;
    }
    Table table =
        Table.titled(name + ": " + row.path("prediction").asText())
            .column("column", Kind.NAME)
            .column("value", Kind.WORDS)
            .column("added to the margin", Kind.NUMBER);
    table.row("base value", "", Text.metric(row.path("base")));
    for (JsonNode one : row.path("contributions")) {
      String value = one.has("value") ? one.path("value").asText() : "missing";
      table.row(one.path("feature").asText(), value, Text.metric(one.path("contribution")));
    }
    table.row("all others", "", Text.metric(row.path("others")));
    table.row("margin", "", Text.metric(row.path("margin")));
    section.table(table);
  }

  private Table worth() {
    Table table =
        Table.titled("Permutation importance, " + Text.of(importance.path("repeats")) + " repeats")
            .column("column", Kind.NAME)
            .column("mean", Kind.NUMBER)
            .column("standard deviation", Kind.NUMBER);
    for (JsonNode one : importance.path("columns")) {
      table.row(
          one.path("feature").asText(), Text.metric(one.path("mean")), Text.metric(one.path("sd")));
    }
    return table;
  }
}
