package io.nightjar.spark.evaluate;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How many rows can't be evaluated, and why. Not thread-safe. */
final class RowProblems implements Serializable {
  private static final long serialVersionUID = 1L;
  private long rows;
  private long badScores;
  private long badLabels;
  private long badWeights;

  /** Counts a row and says whether it can be used. */
  boolean accept(boolean goodScore, boolean goodLabel, double weight) {
    rows++;
    boolean goodWeight = weight >= 0 && Double.isFinite(weight);
    badScores += goodScore ? 0 : 1;
    badLabels += goodLabel ? 0 : 1;
    badWeights += goodWeight ? 0 : 1;
    return goodScore && goodLabel && goodWeight;
  }

  void add(RowProblems other) {
    rows += other.rows;
    badScores += other.badScores;
    badLabels += other.badLabels;
    badWeights += other.badWeights;
  }

  void throwIfAny(EvaluationSpec spec) {
    List<Problem> problems = new ArrayList<>();
    addIfAny(problems, badScores, spec.score(), allowedScores(spec));
    addIfAny(problems, badLabels, spec.label(), allowedLabels(spec));
    addIfAny(problems, badWeights, spec.weight().orElse("weight"), "finite and at least 0");
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
  }

  private void addIfAny(List<Problem> problems, long count, String column, String allowed) {
    if (count > 0) {
      String found = count + " of " + rows + " rows can't be evaluated; " + column + " must be ";
      problems.add(new Problem(column, found + allowed + ". Leave those rows out or mend them."));
    }
  }

  private static String allowedScores(EvaluationSpec spec) {
    return switch (spec.task()) {
      case MULTICLASS -> spec.labels().size() + " finite numbers";
      case CLUSTERING -> "2 finite distances";
      case PREFERENCE -> UserPlaces.LENGTH + " finite numbers";
      case ANOMALY -> "a finite score";
      case PROJECTION -> spec.labels().size() + 1 + " finite numbers";
      default -> "a finite number";
    };
  }

  private static String allowedLabels(EvaluationSpec spec) {
    return switch (spec.task()) {
      case BINARY -> "0 or 1";
      case MULTICLASS -> "a whole number 0.." + (spec.labels().size() - 1);
      case REGRESSION, PREFERENCE -> "a finite number";
      case CLUSTERING, PROJECTION, ANOMALY -> "left out";
    };
  }
}
