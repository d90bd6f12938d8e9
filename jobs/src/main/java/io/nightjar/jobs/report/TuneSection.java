package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a search tried, the best first. */
final class TuneSection {
  private final JsonNode tune;

  TuneSection(JsonNode record) {
    this.tune = record.path("result").path("tune");
  }

  Section section() {
    Section section = new Section("search", "Search");
    return tune.isMissingNode() ? section : section.say(sentence()).table(trials()).table(folds());
  }

  private String sentence() {
    List<String> budgets = new ArrayList<>();
    tune.path("budgets").forEach(budget -> budgets.add(budget.asText()));
    String compared =
        "Trials are compared by the mean of "
            + Text.words(tune.path("metric").asText())
            + " over the folds; "
            + tune.path("better").asText()
            + " is better. Method "
            + tune.path("method").asText()
            + ", seed "
            + tune.path("seed").asText()
            + ".";
    return budgets.size() == 1
        ? compared
        : compared + " Budgets: " + String.join(", ", budgets) + ".";
  }

  private Table trials() {
    Table table =
        Table.titled("")
            .column("trial", Kind.NAME)
            .column("values", Kind.LONG)
            .column("mean", Kind.NUMBER)
            .column("sd", Kind.NUMBER)
            .column("seconds", Kind.NUMBER)
            .column("budget", Kind.WORDS)
            .column("outcome", Kind.LONG);
    for (JsonNode trial : tune.path("trials")) {
      JsonNode rungs = trial.path("rungs");
      table.row(
          trial.path("trial").asText(),
          values(trial.path("values")),
          Text.metric(trial.path("mean")),
          Text.metric(trial.path("sd")),
          Text.seconds(trial.path("ms").asDouble()),
          Text.of(rungs.path(rungs.size() - 1).path("budget")),
          trial.path("status").asText()
              + (trial.has("why") ? ": " + Text.prose(trial.path("why").asText()) : ""));
    }
    return table;
  }

  private static String values(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.properties().forEach(e -> texts.add(e.getKey() + " = " + e.getValue().asText()));
    return String.join(", ", texts);
  }

  private Table folds() {
    JsonNode folds = tune.path("folds");
    Table table =
        Table.titled(
                "Folds by " + folds.path("by").asText() + " of " + folds.path("column").asText())
            .column("fold", Kind.NAME)
            .column("rows fitted on", Kind.NUMBER)
            .column("rows judged on", Kind.NUMBER);
    for (int fold = 0; fold < folds.path("judged_rows").size(); fold++) {
      table.row(
          Integer.toString(fold + 1),
          Text.of(folds.path("fitted_rows").path(fold)),
          Text.of(folds.path("judged_rows").path(fold)));
    }
    return table;
  }
}
