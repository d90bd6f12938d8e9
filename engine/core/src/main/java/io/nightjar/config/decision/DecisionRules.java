package io.nightjar.config.decision;

import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig.Predicts;

/** What calibration and threshold say about other settings, and they about them. */
public final class DecisionRules {
  private final Settings settings;
  private final double validation;
  private final Predicts predicts;

  /**
   * The rules of a job.
   *
   * @param validation the share of rows for validation
   * @param predicts what the model predicts
   */
  public DecisionRules(Settings settings, double validation, Predicts predicts) {
    this.settings = settings;
    this.validation = validation;
    this.predicts = predicts;
  }

  /** Refuses a calibration without validation rows, or of a number. */
  public void check(CalibrationConfig calibration) {
    if (calibration.isOn()) {
      check(CalibrationConfig.METHOD.key(), "calibration", "classes");
    }
  }

  /** Refuses a threshold without validation rows, of a number, or beside another. */
  public void check(ThresholdConfig threshold) {
    check("threshold", "threshold", "two classes");
    if (settings.has("model.threshold")) {
      String chosen = threshold.maximize().isPresent() ? "by a metric" : "by costs";
      settings.reject(
          "model.threshold",
          " is given, but threshold chooses one " + chosen + "; drop one of the two.");
    }
  }

  private void check(String key, String block, String of) {
    if (validation == 0) {
      settings.reject(
          key,
          " looks at the validation rows, but split.validation is 0; give it a share such as 0.15,"
              + " or drop "
              + block
              + ".");
    }
    String other =
        switch (predicts) {
          case NUMBER -> "a number";
          case PREFERENCE -> "preferences";
          case CLUSTERS -> "clusters";
          case COMPONENTS -> "components";
          case ANOMALIES -> "anomalies";
          case CLASSES, OPEN -> "";
        };
    if (!other.isEmpty()) {
      settings.reject(key, " is for " + of + ", but the model predicts " + other + "; drop it.");
    }
  }
}
