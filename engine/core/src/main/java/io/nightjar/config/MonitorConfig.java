package io.nightjar.config;

import java.util.Optional;
import java.util.Set;

/**
 * Limits of drift (against the profile frozen with the model) and of decay (once labels are there).
 *
 * @param ksMax greatest Kolmogorov–Smirnov distance of a numeric column or of the scores, 0..1
 * @param psiMax greatest population stability index of a column or of the scores
 * @param missingMaxIncrease greatest rise of a column's share of missing values, 0..1
 * @param minRows nights with fewer rows give no verdict
 * @param decay the limit of decay; empty: decay isn't watched
 * @param onDrift what a nightly run does at an alarm
 * @param failOn alarms that end the run with exit code 5
 */
public record MonitorConfig(
    double ksMax,
    double psiMax,
    double missingMaxIncrease,
    long minRows,
    Optional<Decay> decay,
    OnDrift onDrift,
    Set<Alarm> failOn) {

  /**
   * The limit of decay.
   *
   * @param metric its name in results, such as {@code auc}
   * @param maxDrop how much worse than on the test rows at training
   * @param labels table with the id and the label of the scored rows; {@code {run-date}} stands for
   *     the scored night. Empty: the label stands in the scored table itself
   * @param lagNights labels of this many nights ago are the newest that are there
   */
  public record Decay(String metric, double maxDrop, Optional<String> labels, int lagNights) {}

  /** What a nightly run does at an alarm. */
  public enum OnDrift {
    /** It says so. */
    NONE,
    /** It trains a new version, which must pass the gates. */
    RETRAIN
  }

  /** What can alarm. */
  public enum Alarm {
    DRIFT,
    DECAY
  }

  public MonitorConfig {
    failOn = Set.copyOf(failOn);
  }
}
