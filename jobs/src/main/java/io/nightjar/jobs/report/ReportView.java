package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's model, from a run record: what went wrong first, then the evidence. */
final class ReportView {
  private final JsonNode record;
  private final JsonNode result;

  ReportView(JsonNode record) {
    this.record = record;
    this.result = record.path("result");
  }

  Map<String, Object> page() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", result.path("verb").asText() + " · " + result.path("run_id").asText());
    page.put("verb", result.path("verb").asText());
    page.put("runId", result.path("run_id").asText());
    page.put("runDate", result.path("run_date").asText());
    page.put("status", status());
    page.put("statusKind", result.path("exit_code").asInt() == 0 ? "good" : "bad");
    page.put("model", model());
    page.put("problems", problems());
    page.put("problemSection", !problems().isEmpty());
    page.put("warnings", strings(result.path("warnings")));
    page.put("warningSection", result.path("warnings").size() > 0);
    page.put("sections", sections().stream().filter(s -> !s.isEmpty()).map(Section::view).toList());
    page.put("config", record.path("config").toPrettyString());
    return page;
  }

  private String status() {
    int code = result.path("exit_code").asInt();
    return code == 0 ? "done" : "failed with exit code " + code;
  }

  private String model() {
    if (!result.has("model")) {
      return "";
    }
    String version = result.has("version") ? "@" + result.path("version").asText() : "";
    String alias = result.has("alias") ? " (" + result.path("alias").asText() + ")" : "";
    return result.path("model").asText() + version + alias;
  }

  private List<String> problems() {
    List<String> texts = new ArrayList<>();
    for (JsonNode problem : result.path("problems")) {
      String where = problem.path("where").asText();
      texts.add((where.isEmpty() ? "" : where + ": ") + problem.path("message").asText());
    }
    return texts;
  }

  private static List<String> strings(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<Section> sections() {
    return List.of(
        decision(),
        gates(),
        metrics(),
        drift(),
        rows(),
        data(),
        features(),
        training(),
        placement(),
        timings(),
        environment());
  }

  private Section decision() {
    Section section = new Section("decision", "Decision");
    if (result.has("decision")) {
      section.say(result.path("decision").asText());
    }
    return section.facts("", record.path("evidence"));
  }

  private Section gates() {
    return new Section("gates", "Gates")
        .table("", result.path("gates"), "name", "value", "limit", "verdict", "why");
  }

  private Section metrics() {
    Section section = new Section("metrics", "Metrics");
    List<String> headers = new ArrayList<>(List.of("metric"));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    result
        .path("metrics")
        .properties()
        .forEach(
            on -> {
              headers.add(on.getKey());
              on.getValue()
                  .properties()
                  .forEach(
                      m ->
                          rows.computeIfAbsent(m.getKey(), k -> new ArrayList<>())
                              .add(Text.of(m.getValue())));
            });
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(
        (metric, values) -> {
          List<String> row = new ArrayList<>(List.of(Text.words(metric)));
          row.addAll(values);
          cells.add(row);
        });
    section.table("Over all held-out rows, exact", headers, cells);
    section.charts(new Charts(record.path("evaluations")).views());
    record.path("evaluations").properties().forEach(e -> confusion(section, e));
    return section;
  }

  private static void confusion(Section section, Map.Entry<String, JsonNode> evaluation) {
    JsonNode confusion = evaluation.getValue().path("confusion");
    List<String> headers = new ArrayList<>(List.of("actual \\ predicted"));
    confusion.path("labels").forEach(label -> headers.add(label.asText()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < confusion.path("labels").size(); i++) {
      List<String> row = new ArrayList<>(List.of(confusion.path("labels").path(i).asText()));
      confusion.path("weights").path(i).forEach(w -> row.add(Text.of(w)));
      rows.add(row);
    }
    section.table("Confusion matrix, " + evaluation.getKey(), headers, rows);
  }

  private Section drift() {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode finding : result.path("drift")) {
      rows.add(
          List.of(
              Text.of(finding.path("column")),
              Text.of(finding.path("statistic")),
              Text.of(finding.path("value")),
              Text.of(finding.path("limit")),
              finding.path("alarm").asBoolean() ? "alarm" : "none",
              Text.of(finding.path("note"))));
    }
    return new Section("drift", "Drift against the model's frozen profile")
        .table("", List.of("column", "statistic", "value", "limit", "alarm", "note"), rows);
  }

  private Section rows() {
    Section section = new Section("rows", "Rows scored").facts("", result.path("rows"));
    if (result.has("published")) {
      section.say("Published to " + result.path("published").asText());
    }
    return section;
  }

  private Section data() {
    JsonNode data = record.path("data");
    return new Section("data", "Data")
        .facts("Snapshot", data.path("snapshot"))
        .facts("Rows by part", data.path("parts"))
        .table("Files", data.path("snapshot").path("files"), "path", "bytes")
        .table("Contract", record.path("contract"), "where", "message");
  }

  private Section features() {
    return new Section("features", "Features")
        .table("", record.path("features"), "column", "kind", "treatment");
  }

  private Section training() {
    return new Section("training", "Training")
        .facts("", record.path("training"))
        .table("Largest coefficients", record.path("coefficients"), "name", "value");
  }

  private Section placement() {
    return new Section("placement", "Where it ran, and why")
        .table(
            "",
            result.path("placement"),
            "kernel",
            "backend",
            "device",
            "reason",
            "calls",
            "bytes",
            "ms",
            "fallbacks");
  }

  private Section timings() {
    List<List<String>> rows = new ArrayList<>();
    result
        .path("timings_ms")
        .properties()
        .forEach(
            stage ->
                rows.add(List.of(stage.getKey(), Text.number(stage.getValue().asDouble() / 1000))));
    return new Section("timings", "Timings").table("", List.of("stage", "seconds"), rows);
  }

  private Section environment() {
    return new Section("environment", "Environment").facts("", record.path("environment"));
  }
}
