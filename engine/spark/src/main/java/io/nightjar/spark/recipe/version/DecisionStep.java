package io.nightjar.spark.recipe.version;

import io.nightjar.config.GatesConfig.Part;
import io.nightjar.config.JobConfig;
import io.nightjar.config.decision.ThresholdConfig;
import io.nightjar.config.hocon.Kind;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.threshold.ThresholdChoice;
import io.nightjar.metrics.threshold.ThresholdRule;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.calibration.Uncalibrated;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.evaluate.Calibrator;
import io.nightjar.spark.evaluate.ScoredClasses;
import io.nightjar.spark.evaluate.ScoredPairs;
import io.nightjar.spark.evaluate.ThresholdSearch;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.TableScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is settled after the fit, on the validation rows: the probabilities are calibrated, then the
 * threshold is chosen among calibrated ones.
 */
public final class DecisionStep {
  private static final List<Metric> CALIBRATED = List.of(Metric.BRIER, Metric.ECE, Metric.LOG_LOSS);

  private final RunContext run;
  private final JobConfig config;
  private final Split split;
  private final Map<String, Object> calibration = new LinkedHashMap<>();
  private final Map<String, Object> before = new LinkedHashMap<>();

  /** A step of a run, on the parts of its split. */
  public DecisionStep(RunContext run, Split split) {
    this.run = run;
    this.config = run.config();
    this.split = split;
  }

  /**
   * The model as it is to be registered; the same one where the config settles nothing.
   *
   * @param scorer of the fitted model
   * @throws io.nightjar.NightjarException of kind DATA where the validation rows can't settle it
   */
  public Model settle(Model fitted, TableScorer scorer) {
    if (!config.decidesAfterFit()) {
      return fitted;
    }
    PartEvaluation evaluation = PartEvaluation.of(run, fitted, scorer);
    Model settled =
        ReadFailures.reading(split.validation().origin(), () -> settled(fitted, evaluation));
    if (config.calibration().isOn() && split.rows().test() > 0) {
      before.put(Kind.word(Part.TEST), calibrationOf(evaluation.of(split.test())));
    }
    return settled;
  }

  /** Looks first, which also refuses rows that can't be evaluated, with their counts. */
  private Model settled(Model fitted, PartEvaluation evaluation) {
    try (PartEvaluation.Kept rows = evaluation.keep(split.validation())) {
      before.put(Kind.word(Part.VALIDATION), calibrationOf(rows.evaluation()));
      if (fitted.target().task() == Task.MULTICLASS) {
        try (ScoredClasses classes = rows.classes()) {
          return fitted.withCalibration(calibration(classes));
        }
      }
      try (ScoredPairs pairs = rows.pairs()) {
        ScoreMap map = calibration(pairs);
        Model model = fitted.withCalibration(map);
        return config.threshold().isEmpty()
            ? model
            : model.withThreshold(threshold(pairs.calibrated(map), config.threshold().get()));
      }
    }
  }

  private ScoreMap calibration(ScoredPairs pairs) {
    return told(
        switch (config.calibration().method()) {
          case NONE -> new Uncalibrated();
          case PLATT -> Calibrator.sigmoid(pairs);
          case ISOTONIC -> Calibrator.isotonic(pairs);
          case TEMPERATURE -> throw new IllegalStateException("a temperature of two classes");
        });
  }

  private Calibration calibration(ScoredClasses classes) {
    return told(
        switch (config.calibration().method()) {
          case NONE -> Calibration.none();
          case PLATT -> Calibrator.sigmoids(classes);
          case ISOTONIC -> Calibrator.curves(classes);
          case TEMPERATURE -> Calibrator.temperature(classes);
        });
  }

  private <C extends Calibration> C told(C map) {
    calibration.put("method", map.text());
    calibration.put("fitted", map.summary());
    calibration.put("on", "validation");
    calibration.put("rows", split.rows().validation());
    return map;
  }

  private double threshold(ScoredPairs pairs, ThresholdConfig by) {
    ThresholdRule rule =
        by.maximize().isPresent()
            ? new ThresholdRule.F1()
            : new ThresholdRule.Cost(by.costFalsePositive(), by.costFalseNegative());
    ThresholdChoice best = ThresholdSearch.best(pairs, rule);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("threshold", best.threshold());
    facts.put("on", "validation");
    if (by.maximize().isPresent()) {
      facts.put("maximize", "f1");
      facts.put("f1", -best.loss());
    } else {
      facts.put("cost_false_positive", by.costFalsePositive());
      facts.put("cost_false_negative", by.costFalseNegative());
      facts.put("expected_cost", best.loss() / pairs.weight());
    }
    run.record().set("threshold", facts);
    return best.threshold();
  }

  /** Sets the calibration beside what it came to on each part, before and after. */
  public void record(HeldOut.Results after) {
    if (!config.calibration().isOn()) {
      return;
    }
    Map<String, Object> byPart = new LinkedHashMap<>();
    after.byPart().forEach((part, results) -> byPart.put(Kind.word(part), calibrationOf(results)));
    calibration.put("before", before);
    calibration.put("after", byPart);
    run.record().set("calibration", calibration);
  }

  private static Map<String, Object> calibrationOf(Evaluation evaluation) {
    Map<String, Object> values = new LinkedHashMap<>();
    CALIBRATED.stream()
        .filter(metric -> metric.appliesTo(evaluation.task()))
        .forEach(metric -> values.put(metric.key(), evaluation.metric(metric)));
    return values;
  }
}
