package io.nightjar.spark.recipe.tune;

import io.nightjar.metrics.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One combination, and how it has fared so far; used by the driver's one thread alone. */
final class Trial {
  private final Candidate candidate;
  private final List<RungScore> rungs = new ArrayList<>();
  private Status status = Status.STOPPED;
  private String why = "";

  /** How a trial ended. */
  enum Status {
    BEST,
    /** It got the full budget, and another one was better. */
    COMPARED,
    /** It did not get the full budget. */
    DROPPED,
    FAILED,
    /** The search ended before it got the full budget. */
    STOPPED
  }

  Trial(Candidate candidate) {
    this.candidate = candidate;
  }

  /** Failed ones last, then by how far they came, their mean, and among equals by their number. */
  static Comparator<Trial> bestFirst(Metric metric) {
    double sign = metric.higherIsBetter() ? -1 : 1;
    return Comparator.comparing(Trial::isFailed)
        .thenComparing(trial -> -trial.rungs.size())
        .thenComparingDouble(trial -> trial.isRanked() ? sign * trial.last().mean() : 0)
        .thenComparing(trial -> trial.candidate.number());
  }

  Candidate candidate() {
    return candidate;
  }

  List<RungScore> rungs() {
    return List.copyOf(rungs);
  }

  /** With the largest budget that it had. */
  RungScore last() {
    return rungs.get(rungs.size() - 1);
  }

  /** Takes what it came to with a budget. */
  void add(RungScore score) {
    rungs.add(score);
    if (score.isFailed()) {
      end(Status.FAILED, score.failure());
    } else if (score.budget().isFull()) {
      end(Status.COMPARED, "");
    }
  }

  void end(Status how, String because) {
    status = how;
    why = because;
  }

  boolean isFailed() {
    return status == Status.FAILED;
  }

  /** Whether it has a mean. */
  private boolean isRanked() {
    return !isFailed() && !rungs.isEmpty();
  }

  Status status() {
    return status;
  }

  /** Why it was dropped or failed; else empty. */
  String why() {
    return why;
  }
}
