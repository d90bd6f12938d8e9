package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.LineChart.Labels;
import io.nightjar.jobs.report.LineChart.Point;
import io.nightjar.jobs.report.LineChart.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The charts of an evaluation: ROC, precision-recall and calibration. */
final class Charts {
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));

  private final Map<String, JsonNode> evaluations;
  private final UnaryOperator<String> label;

  /**
   * Charts over held-out rows; only two-class evaluations have any.
   *
   * @param evaluations by data set: test, validation, champion
   * @param label what a data set is called in words
   */
  Charts(Map<String, JsonNode> evaluations, UnaryOperator<String> label) {
    this.evaluations = evaluations;
    this.label = label;
  }

  List<Map<String, Object>> views() {
    List<Map<String, Object>> views = new ArrayList<>();
    LineChart roc = unit(new Labels("ROC", "false positive rate", "true positive rate"));
    roc.line("chance", "guide", DIAGONAL);
    draw(views, roc, "roc", "x", "y");
    draw(views, unit(new Labels("Precision and recall", "recall", "precision")), "pr", "x", "y");
    LineChart calibration =
        unit(new Labels("Calibration", "mean predicted probability", "share of positives"));
    calibration.line("perfect", "guide", DIAGONAL);
    draw(views, calibration.withDots(), "calibration", "mean_score", "observed");
    return views;
  }

  private void draw(
      List<Map<String, Object>> views, LineChart chart, String curve, String x, String y) {
    boolean any = false;
    for (Map.Entry<String, JsonNode> evaluation : evaluations.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (JsonNode point : evaluation.getValue().path(curve)) {
        points.add(new Point(point.path(x).asDouble(), point.path(y).asDouble()));
      }
      if (!points.isEmpty()) {
        chart.line(label.apply(evaluation.getKey()), kind(evaluation.getKey()), points);
        any = true;
      }
    }
    if (any) {
      views.add(chart.view());
    }
  }

  private static LineChart unit(Labels labels) {
    return new LineChart(labels, Range.UNIT, Range.UNIT);
  }

  private static String kind(String on) {
    return switch (on) {
      case "test" -> "main";
      case "champion" -> "champion";
      default -> "other";
    };
  }
}
