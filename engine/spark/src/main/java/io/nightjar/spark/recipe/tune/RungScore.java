package io.nightjar.spark.recipe.tune;

import io.nightjar.FailureKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a trial came to on all folds with one budget.
 *
 * @param budget what it was given
 * @param folds its scores in the order of the folds, at least one
 */
record RungScore(Budget budget, List<FoldScore> folds) {

  boolean isFailed() {
    return folds.stream().anyMatch(fold -> fold.value() == null);
  }

  /** The first failure in the order of the folds, with the fold's number. */
  String failure() {
    int fold = 0;
    while (folds.get(fold).value() != null) {
      fold++;
    }
    return "fold " + (fold + 1) + ": " + folds.get(fold).failure();
  }

  /** What the caller can do about that failure. */
  FailureKind kind() {
    return folds.stream().map(FoldScore::kind).filter(Objects::nonNull).findFirst().orElseThrow();
  }

  /** The plain mean of the folds' values. */
  double mean() {
    double sum = 0;
    for (FoldScore fold : folds) {
      sum += fold.value();
    }
    return sum / folds.size();
  }

  /** The folds' sample standard deviation: √(Σ(x − mean)² / (folds − 1)). */
  double standardDeviation() {
    double mean = mean();
    double squares = 0;
    for (FoldScore fold : folds) {
      squares += (fold.value() - mean) * (fold.value() - mean);
    }
    return Math.sqrt(squares / (folds.size() - 1));
  }

  long millis() {
    return folds.stream().mapToLong(FoldScore::millis).sum();
  }

  List<String> warnings() {
    Set<String> warnings = new LinkedHashSet<>();
    folds.forEach(fold -> warnings.addAll(fold.warnings()));
    return new ArrayList<>(warnings);
  }
}
