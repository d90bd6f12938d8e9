package io.nightjar.metrics;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model's predictions on one table are worth; every number is over all its rows.
 *
 * @param task what was predicted
 * @param rows rows, those of weight 0 included
 * @param weightSum their summed weight
 * @param positives rows of the positive class; 0 for other tasks than {@link Task#BINARY}
 * @param metrics by {@link Metric#key()}, in the order of {@link Metric}
 * @param confusion null for regression
 * @param calibration the non-empty equal-width bins; empty unless binary
 * @param roc the ROC curve from (0, 0) to (1, 1), thinned for drawing; empty unless binary
 * @param pr the precision-recall curve, thinned for drawing; empty unless binary
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Evaluation(
    Task task,
    @JsonInclude(JsonInclude.Include.ALWAYS) long rows,
    @JsonInclude(JsonInclude.Include.ALWAYS) double weightSum,
    @JsonInclude(JsonInclude.Include.ALWAYS) long positives,
    Map<String, MetricValue> metrics,
    Confusion confusion,
    List<CalibrationBin> calibration,
    List<CurvePoint> roc,
    List<CurvePoint> pr) {

  /** Copies its collections; absent ones are empty. */
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    calibration = calibration == null ? List.of() : List.copyOf(calibration);
    roc = roc == null ? List.of() : List.copyOf(roc);
    pr = pr == null ? List.of() : List.copyOf(pr);
  }

  /** The metric; insufficient, with the reason, where the task has no such metric. */
  public MetricValue metric(Metric metric) {
    MetricValue value = metrics.get(metric.key());
    return value != null
        ? value
        : MetricValue.insufficient("there is no " + metric.key() + " for " + task);
  }
}
