package io.nightjar.spark.evaluate;

import io.nightjar.metrics.BinarySums;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.MulticlassSums;
import io.nightjar.metrics.RegressionSums;
import io.nightjar.metrics.Task;
import io.nightjar.metrics.preference.PreferenceSums;
import io.nightjar.metrics.unlabelled.AnomalySums;
import io.nightjar.metrics.unlabelled.ClusteringSums;
import io.nightjar.metrics.unlabelled.ProjectionSums;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Everything that needs no order among the rows, and the rows that can't be used. Takes rows of
 * (score or scores, label, weight). Not thread-safe.
 */
final class PointwiseSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SCORE = 0;
  private static final int LABEL = 1;
  private static final int WEIGHT = 2;

  private final Task task;
  private final int classes;
  private final RowProblems problems = new RowProblems();
  private final BinarySums binary;
  private final MulticlassSums multiclass;
  private final RegressionSums regression = new RegressionSums();
  private final PreferenceSums preference = new PreferenceSums();
  private final ClusteringSums clustering = new ClusteringSums();
  private final ProjectionSums projection = new ProjectionSums();
  private final AnomalySums anomaly = new AnomalySums();
  private final ClassWeights[] against;

  PointwiseSums(EvaluationSpec spec) {
    task = spec.task();
    classes = spec.labels().size();
    binary = new BinarySums(spec.threshold(), spec.calibrationBins());
    multiclass = new MulticlassSums(task == Task.MULTICLASS ? classes : 0);
    against =
        IntStream.range(0, rankedRuns(spec))
            .mapToObj(i -> new ClassWeights())
            .toArray(ClassWeights[]::new);
  }

  /** How many classes are ranked against the rest: the positive one, each, or none. */
  static int rankedRuns(EvaluationSpec spec) {
    return switch (spec.task()) {
      case BINARY -> 1;
      case MULTICLASS -> spec.labels().size();
      case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> 0;
    };
  }

  PointwiseSums add(Row row) {
    double label = numberOrNaN(row, LABEL);
    double weight = numberOrNaN(row, WEIGHT);
    switch (task) {
      case BINARY -> addBinary(numberOrNaN(row, SCORE), label, weight);
      case MULTICLASS -> addMulticlass(scores(row), label, weight);
      case REGRESSION -> addRegression(numberOrNaN(row, SCORE), label, weight);
      case PREFERENCE -> addPreference(scores(row), label, weight);
      case CLUSTERING -> addClustering(scores(row), weight);
      case PROJECTION -> addProjection(scores(row), weight);
      case ANOMALY -> addAnomaly(scores(row), weight);
    }
    return this;
  }

  private void addBinary(double score, double label, double weight) {
    if (problems.accept(Double.isFinite(score), label == 0 || label == 1, weight)) {
      binary.add(score, label, weight);
      against[0].add(label, weight);
    }
  }

  private void addRegression(double prediction, double label, double weight) {
    if (problems.accept(Double.isFinite(prediction), Double.isFinite(label), weight)) {
      regression.add(prediction, label, weight);
    }
  }

  private void addPreference(double[] places, double strength, double weight) {
    boolean placed = places.length == UserPlaces.LENGTH;
    if (problems.accept(placed, Double.isFinite(strength), weight)) {
      preference.add(places[UserPlaces.RANK], strength);
    }
  }

  private void addClustering(double[] distances, double weight) {
    if (problems.accept(distances.length == 2, true, weight)) {
      clustering.add(distances[0], distances[1], weight);
    }
  }

  private void addProjection(double[] outputs, double weight) {
    if (problems.accept(outputs.length == classes + 1, true, weight)) {
      projection.add(outputs[0], Arrays.copyOfRange(outputs, 1, outputs.length), weight);
    }
  }

  private void addAnomaly(double[] outputs, double weight) {
    if (problems.accept(outputs.length == 2, true, weight)) {
      anomaly.add(outputs[0], outputs[1] > 0, weight);
    }
  }

  private void addMulticlass(double[] scores, double label, double weight) {
    boolean known = label >= 0 && label < classes && label == Math.rint(label);
    if (problems.accept(scores.length == classes, known, weight)) {
      multiclass.add(scores, (int) label, weight);
      for (int c = 0; c < classes; c++) {
        against[c].add(c == label ? 1 : 0, weight);
      }
    }
  }

  private static double numberOrNaN(Row row, int at) {
    return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
  }

  /** The scores; none where one is null or not finite. */
  private static double[] scores(Row row) {
    if (row.isNullAt(SCORE)) {
      return new double[0];
    }
    double[] scores =
        row.<Double>getList(SCORE).stream()
            .mapToDouble(s -> s == null ? Double.NaN : s)
            .filter(Double::isFinite)
            .toArray();
    return scores;
  }

  PointwiseSums add(PointwiseSums other) {
    problems.add(other.problems);
    binary.add(other.binary);
    multiclass.add(other.multiclass);
    regression.add(other.regression);
    preference.add(other.preference);
    clustering.add(other.clustering);
    projection.add(other.projection);
    anomaly.add(other.anomaly);
    for (int c = 0; c < against.length; c++) {
      against[c].add(other.against[c]);
    }
    return this;
  }

  RowProblems problems() {
    return problems;
  }

  BinarySums binary() {
    return binary;
  }

  MulticlassSums multiclass() {
    return multiclass;
  }

  RegressionSums regression() {
    return regression;
  }

  PreferenceSums preference() {
    return preference;
  }

  ClusteringSums clustering() {
    return clustering;
  }

  ProjectionSums projection() {
    return projection;
  }

  AnomalySums anomaly() {
    return anomaly;
  }

  /** Summed weights of each ranked class and of its rest. */
  ClassWeights[] against() {
    return against;
  }
}
