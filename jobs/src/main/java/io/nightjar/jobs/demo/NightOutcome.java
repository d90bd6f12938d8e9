package io.nightjar.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** What one night of the demo did. */
record NightOutcome(int night, RunRecord record) {

  /** The columns and metrics that alarmed, such as {@code monthly_price ks 0.41}. */
  List<String> alarms() {
    List<String> alarms = new ArrayList<>();
    for (JsonNode finding : RecordJson.tree(orEmpty(record.get("drift")))) {
      if (finding.path("alarm").asBoolean()) {
        alarms.add(
            String.format(
                java.util.Locale.ROOT,
                "%s %s %.2f",
                finding.path("column").asText(),
                finding.path("statistic").asText(),
                finding.path("value").asDouble()));
      }
    }
    return alarms;
  }

  String decision() {
    return String.valueOf(record.get("decision"));
  }

  String version() {
    return String.valueOf(record.get("version"));
  }

  String report() {
    return String.valueOf(record.get("report"));
  }

  private static Object orEmpty(Object drift) {
    return drift == null ? List.of() : drift;
  }
}
