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
    Outcome outcome = new Outcome(result);
    page.put("status", outcome.status());
    page.put("statusKind", outcome.isGood() ? "good" : "bad");
    page.put("statusMark", outcome.isGood() ? "✓" : "✗");
    page.put("tiles", outcome.tiles());
    page.put("problems", problems());
    page.put("problemSection", !problems().isEmpty());
    page.put("warnings", strings(result.path("warnings")));
    page.put("warningSection", result.path("warnings").size() > 0);
    page.put("sections", sections().stream().filter(s -> !s.isEmpty()).map(Section::view).toList());
    page.put("config", record.path("config").toPrettyString());
    page.put("configSection", record.has("config"));
    return page;
  }

  private List<Map<String, Object>> problems() {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (JsonNode problem : result.path("problems")) {
      String where = problem.path("where").asText();
      shown.add(
          Map.of(
              "where", where,
              "placed", !where.isEmpty(),
              "message", problem.path("message").asText()));
    }
    return shown;
  }

  private static List<String> strings(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<Section> sections() {
    QualitySections quality = new QualitySections(record);
    DataSections data = new DataSections(record);
    RunSections run = new RunSections(record);
    return List.of(
        run.decision(),
        new TuneSection(record).section(),
        quality.gates(),
        quality.drift(),
        quality.metrics(),
        new SettledSection(record).section(),
        new ShadowSection(record).section(),
        new ExplainSection(record).section(),
        run.rows(),
        data.contract(),
        data.snapshot(),
        data.features(),
        data.training(),
        new UnlabelledSection(record).section(),
        run.placement(),
        run.timings(),
        run.environment());
  }
}
