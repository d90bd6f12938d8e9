package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;
import java.util.ArrayList;
import java.util.List;

/** What was settled on the validation rows after the fit: calibration and threshold. */
final class SettledSection {
  private final JsonNode calibration;
  private final JsonNode threshold;

  SettledSection(JsonNode record) {
    this.calibration = record.path("result").path("calibration");
    this.threshold = record.path("result").path("threshold");
  }

  Section section() {
    return new Section("calibration", "Calibration and threshold")
        .say(calibrationSentence())
        .say(thresholdSentence())
        .table(beforeAndAfter());
  }

  private String calibrationSentence() {
    return calibration.isMissingNode()
        ? ""
        : "Probabilities are calibrated by "
            + Text.of(calibration.path("method"))
            + " on "
            + Text.of(calibration.path("rows"))
            + " validation rows: "
            + Text.prose(Text.of(calibration.path("fitted")))
            + ".";
  }

  private String thresholdSentence() {
    if (threshold.isMissingNode()) {
      return "";
    }
    String rows = "Rows are called positive from " + Text.of(threshold.path("threshold"));
    return threshold.has("maximize")
        ? rows
            + " on, which gives the validation rows their highest f1, "
            + Text.of(threshold.path("f1"))
            + "."
        : rows
            + " on, which costs the validation rows least: "
            + Text.of(threshold.path("expected_cost"))
            + " each, at "
            + Text.of(threshold.path("cost_false_positive"))
            + " a false positive and "
            + Text.of(threshold.path("cost_false_negative"))
            + " a false negative.";
  }

  private Table beforeAndAfter() {
    Table table =
        Table.titled("Before and after calibration")
            .column("rows", Kind.NAME)
            .column("metric", Kind.WORDS)
            .column("before", Kind.NUMBER)
            .column("after", Kind.NUMBER);
    calibration
        .path("before")
        .properties()
        .forEach(
            part ->
                part.getValue()
                    .properties()
                    .forEach(metric -> table.row(row(part.getKey(), metric.getKey()))));
    return table;
  }

  private List<String> row(String part, String metric) {
    List<String> row = new ArrayList<>(List.of(part, Text.words(metric)));
    for (String when : new String[] {"before", "after"}) {
      row.add(Text.metric(calibration.path(when).path(part).path(metric)));
    }
    return row;
  }
}
