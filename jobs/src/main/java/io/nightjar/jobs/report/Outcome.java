package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a run ended, in a few words and figures for the top of the page. */
final class Outcome {
  private final JsonNode result;

  Outcome(JsonNode result) {
    this.result = result;
  }

  boolean isGood() {
    return code() == 0;
  }

  /** Done, or the exit code with its meaning. */
  String status() {
    return isGood() ? "done" : "failed: " + meaning(code()) + " (exit code " + code() + ")";
  }

  /** Label and value pairs: what a reader looks for first. */
  List<Map<String, String>> tiles() {
    List<Map<String, String>> tiles = new ArrayList<>();
    tile(tiles, "logical date", result.path("run_date").asText());
    tile(tiles, "model", model());
    if (result.has("retrained_version")) {
      tile(tiles, "new version", "@" + result.path("retrained_version").asText());
    }
    if (!result.path("gates").isEmpty()) {
      int passed = count(result.path("gates"), "verdict", "pass");
      tile(tiles, "gates passed", passed + " of " + result.path("gates").size());
    }
    if (!result.path("drift").isEmpty()) {
      tile(tiles, "drift alarms", Integer.toString(count(result.path("drift"), "alarm", "true")));
    }
    if (result.path("rows").has("scored")) {
      tile(tiles, "rows scored", Text.of(result.path("rows").path("scored")));
    }
    double millis = 0;
    for (JsonNode stage : result.path("timings_ms")) {
      millis += stage.asDouble();
    }
    if (millis > 0) {
      tile(tiles, "time in stages", Text.seconds(millis) + " s");
    }
    return tiles;
  }

  private int code() {
    return result.path("exit_code").asInt();
  }

  private String model() {
    String version = result.has("version") ? "@" + result.path("version").asText() : "";
    String alias = result.has("alias") ? " (" + result.path("alias").asText() + ")" : "";
    return result.has("model") ? result.path("model").asText() + version + alias : "";
  }

  private static void tile(List<Map<String, String>> tiles, String label, String value) {
    if (!value.isEmpty()) {
      tiles.add(Map.of("label", label, "value", value));
    }
  }

  private static int count(JsonNode array, String field, String wanted) {
    int hits = 0;
    for (JsonNode element : array) {
      hits += element.path(field).asText().equals(wanted) ? 1 : 0;
    }
    return hits;
  }

  private static String meaning(int code) {
    return switch (code) {
      case 2 -> "usage or config";
      case 3 -> "data rejected by the contract";
      case 4 -> "gates refused the model";
      case 5 -> "drift or decay alarm";
      case 6 -> "storage or registry";
      case 7 -> "a required backend is not available";
      default -> "internal error";
    };
  }
}
