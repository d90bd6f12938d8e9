package io.nightjar.spark.recipe.version;

import io.nightjar.NightjarException;
import io.nightjar.config.GatesConfig.Part;
import io.nightjar.config.hocon.Kind;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.TableScorer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The held-out rows: candidate and champion are judged on exactly the same ones. */
public final class HeldOut {
  private final RunContext run;
  private final Split.Rows rows;
  private final Map<Part, Table> parts = new EnumMap<>(Part.class);
  private final Map<String, Evaluation> recorded = new LinkedHashMap<>();

  /** What a model was worth on each part; empty for no model. */
  public record Results(Map<Part, Evaluation> byPart) {

    /** Metric values by part, what could not be decided left out, as the journal keeps them. */
    public Map<String, Map<String, Double>> finite() {
      Map<String, Map<String, Double>> all = new LinkedHashMap<>();
      byPart.forEach((part, evaluation) -> all.put(Kind.word(part), HeldOut.finite(evaluation)));
      return all;
    }
  }

  /** The validation and test rows of a split, where it has any. */
  public HeldOut(RunContext run, Split split) {
    this.run = run;
    this.rows = split.rows();
    if (split.rows().validation() > 0) {
      parts.put(Part.VALIDATION, split.validation());
    }
    if (split.rows().test() > 0) {
      parts.put(Part.TEST, split.test());
    }
  }

  /** What a model is worth on each part; recorded. */
  public Results evaluate(Model model, TableScorer scorer) {
    Map<Part, Evaluation> byPart = new EnumMap<>(Part.class);
    parts.forEach(
        (part, table) -> {
          Evaluation evaluation = evaluation(model, scorer, table);
          long all = part == Part.TEST ? rows.test() : rows.validation();
          FactorRows.warnOfUnmet(run, model, Kind.word(part), all, evaluation);
          byPart.put(part, evaluation);
          record(Kind.word(part), evaluation);
        });
    return new Results(byPart);
  }

  /**
   * The champion on the same rows. One that can't be evaluated on them has no metric that a gate
   * could compare with, so that the gate refuses: it never passes for lack of a comparison.
   */
  public Results champion() {
    Map<Part, Evaluation> byPart = new EnumMap<>(Part.class);
    try {
      LoadedVersion.champion(run)
          .ifPresent(
              champion ->
                  parts.forEach(
                      (part, table) ->
                          byPart.put(
                              part, evaluation(champion.model(), champion.scorer(), table))));
    } catch (NightjarException e) {
      run.record().warn("the champion can't be evaluated on these rows: " + e.getMessage());
      parts.keySet().forEach(part -> byPart.put(part, incomparable(e.getMessage())));
    }
    Evaluation onTest = byPart.getOrDefault(Part.TEST, byPart.get(Part.VALIDATION));
    if (onTest != null) {
      record("champion", onTest);
    }
    return new Results(byPart);
  }

  private Evaluation evaluation(Model model, TableScorer scorer, Table table) {
    return PartEvaluation.of(run, model, scorer).of(table);
  }

  private static Evaluation incomparable(String why) {
    Map<String, MetricValue> none = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      none.put(metric.key(), MetricValue.insufficient("the champion can't be evaluated: " + why));
    }
    return new Evaluation(Task.BINARY, 0, 0, 0, none, null, null, null, null);
  }

  private void record(String on, Evaluation evaluation) {
    run.record().metrics(on, evaluation.metrics());
    recorded.put(on, evaluation);
    run.record().detail("evaluations", recorded);
  }

  private static Map<String, Double> finite(Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    evaluation
        .metrics()
        .forEach(
            (metric, value) -> {
              if (value.isPresent()) {
                values.put(metric, value.value());
              }
            });
    return values;
  }
}
