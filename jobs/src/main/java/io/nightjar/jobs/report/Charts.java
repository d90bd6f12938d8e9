package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.LineChart.Labels;
import io.nightjar.jobs.report.LineChart.Point;
import io.nightjar.jobs.report.LineChart.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of an evaluation: ROC, precision-recall and calibration. */
final class Charts {
  private final Map<String, JsonNode> evaluations = new LinkedHashMap<>();

  /**
   * Charts over the held-out rows.
   *
   * @param evaluations by data set: test, validation, champion
   */
  Charts(JsonNode evaluations) {
    evaluations.properties().forEach(e -> this.evaluations.put(e.getKey(), e.getValue()));
  }

  List<Map<String, Object>> views() {
    List<Map<String, Object>> views = new ArrayList<>();
    if (evaluations.values().stream().anyMatch(e -> e.path("roc").size() > 0)) {
      views.add(roc());
      views.add(precisionRecall());
      views.add(calibration());
    }
    return views;
  }

  private Map<String, Object> roc() {
    LineChart chart =
        new LineChart(
            new Labels("ROC", "false positive rate", "true positive rate"), Range.UNIT, Range.UNIT);
    chart.line("chance", "guide", List.of(new Point(0, 0), new Point(1, 1)));
    curves(chart, "roc");
    return chart.view();
  }

  private Map<String, Object> precisionRecall() {
    LineChart chart =
        new LineChart(
            new Labels("Precision and recall", "recall", "precision"), Range.UNIT, Range.UNIT);
    curves(chart, "pr");
    return chart.view();
  }

  private void curves(LineChart chart, String curve) {
    evaluations.forEach(
        (on, evaluation) -> {
          List<Point> points = new ArrayList<>();
          evaluation
              .path(curve)
              .forEach(p -> points.add(new Point(p.path("x").asDouble(), p.path("y").asDouble())));
          if (!points.isEmpty()) {
            chart.line(on, kind(on), points);
          }
        });
  }

  private Map<String, Object> calibration() {
    LineChart chart =
        new LineChart(
            new Labels("Calibration", "mean predicted probability", "share of positives"),
            Range.UNIT,
            Range.UNIT);
    chart.line("perfect", "guide", List.of(new Point(0, 0), new Point(1, 1)));
    evaluations.forEach(
        (on, evaluation) -> {
          List<Point> points = new ArrayList<>();
          evaluation
              .path("calibration")
              .forEach(
                  bin ->
                      points.add(
                          new Point(
                              bin.path("mean_score").asDouble(), bin.path("observed").asDouble())));
          if (!points.isEmpty()) {
            chart.line(on, kind(on), points);
          }
        });
    return chart.view();
  }

  private static String kind(String on) {
    return switch (on) {
      case "test" -> "main";
      case "champion" -> "champion";
      default -> "other";
    };
  }
}
