package io.nightjar.spark.evaluate;

import io.nightjar.metrics.BinarySums;
import io.nightjar.metrics.Task;
import java.util.List;
import java.util.Optional;

/**
 * What is evaluated, and in which columns it stands.
 *
 * @param task binary: one score a row, the probability (or any monotone margin) of the positive
 *     class; many classes: an array or MLlib vector with a probability a class; regression: the
 *     prediction; without a label: an array of numbers
 * @param score the column of scores or predictions
 * @param label the column of true values: 0 or 1, the class's index, or a number; empty where there
 *     is none
 * @param weight non-negative weights; empty: every row counts once
 * @param user the column of users, whose orders are judged; empty but for preferences
 * @param labels the names of the classes by their index; empty for regression; of the clusters or
 *     components
 * @param threshold binary rows with at least this score are predicted positive
 * @param calibrationBins number of equal-width bins of the calibration table and the ECE
 * @param curvePoints how many points of a curve to keep for drawing
 * @param partitions into how many ranges of scores the rows are sorted; 0: Spark chooses
 */
public record EvaluationSpec(
    Task task,
    String score,
    String label,
    Optional<String> weight,
    Optional<String> user,
    List<String> labels,
    double threshold,
    int calibrationBins,
    int curvePoints,
    int partitions) {
  private static final double HALF = 0.5;
  private static final int CURVE_POINTS = 600;

  /** Copies its list. */
  public EvaluationSpec {
    labels = List.copyOf(labels);
  }

  private EvaluationSpec(Task task, String score, String label, List<String> labels) {
    this(
        task,
        score,
        label,
        Optional.empty(),
        Optional.empty(),
        labels,
        HALF,
        BinarySums.CALIBRATION_BINS,
        CURVE_POINTS,
        0);
  }

  /** Probabilities of the positive class against labels 0 and 1. */
  public static EvaluationSpec binary(String score, String label) {
    return new EvaluationSpec(Task.BINARY, score, label, List.of("0", "1"));
  }

  /** A probability a class against the index of the true class. */
  public static EvaluationSpec multiclass(String scores, String label, List<String> labels) {
    return new EvaluationSpec(Task.MULTICLASS, scores, label, labels);
  }

  /** Predictions against numbers. */
  public static EvaluationSpec regression(String prediction, String label) {
    return new EvaluationSpec(Task.REGRESSION, prediction, label, List.of());
  }

  /**
   * Preferences.
   *
   * @param places the column of arrays: the rank of each row's item among all items of its user, 0
   *     first and 1 last, its place in that order, and its number
   * @param strength the column of how often or how long
   * @param user the column of users
   */
  public static EvaluationSpec preference(String places, String strength, String user) {
    return new EvaluationSpec(
        Task.PREFERENCE,
        places,
        strength,
        Optional.empty(),
        Optional.of(user),
        List.of(),
        HALF,
        BinarySums.CALIBRATION_BINS,
        CURVE_POINTS,
        0);
  }

  /**
   * Clusters, without a label.
   *
   * @param outputs the column of arrays: the distances from the nearest and the next centroid
   * @param clusters the names of the clusters
   */
  public static EvaluationSpec clustering(String outputs, List<String> clusters) {
    return new EvaluationSpec(Task.CLUSTERING, outputs, "", clusters);
  }

  /**
   * Principal components, without a label.
   *
   * @param outputs the column of arrays: the reconstruction error, then the components
   * @param components the names of the components
   */
  public static EvaluationSpec projection(String outputs, List<String> components) {
    return new EvaluationSpec(Task.PROJECTION, outputs, "", components);
  }

  /**
   * Anomalies, without a label.
   *
   * @param outputs the column of arrays: the score, then 1 for an anomaly and 0 for none
   */
  public static EvaluationSpec anomaly(String outputs) {
    return new EvaluationSpec(Task.ANOMALY, outputs, "", List.of());
  }

  /** The same with weights. */
  public EvaluationSpec withWeight(Optional<String> column) {
    return with(score, column, labels, threshold, partitions);
  }

  /** The same for another model's scores on the same rows. */
  public EvaluationSpec withScore(String column) {
    return with(column, weight, labels, threshold, partitions);
  }

  /** The same with these names of the classes. */
  public EvaluationSpec withLabels(List<String> names) {
    return with(score, weight, names, threshold, partitions);
  }

  /** The same with this threshold. */
  public EvaluationSpec withThreshold(double value) {
    return with(score, weight, labels, value, partitions);
  }

  /** The same with this many ranges of scores; the result doesn't depend on it. */
  public EvaluationSpec withPartitions(int count) {
    return with(score, weight, labels, threshold, count);
  }

  private EvaluationSpec with(
      String scores, Optional<String> weights, List<String> names, double at, int parts) {
    return new EvaluationSpec(
        task, scores, label, weights, user, names, at, calibrationBins, curvePoints, parts);
  }
}
