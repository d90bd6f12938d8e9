package io.nightjar.metrics.gates;

import io.nightjar.config.GatesConfig;
import io.nightjar.config.GatesConfig.Gate;
import io.nightjar.config.GatesConfig.Part;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a candidate by the limits of the config. A limit that can't be judged refuses the model
 * and says why; only the comparison with a champion passes while there is no champion.
 */
public final class Gates {
  private final GatesConfig config;
  private final Map<Part, Evaluation> candidate;
  private final Map<Part, Evaluation> champion;

  private Gates(
      GatesConfig config, Map<Part, Evaluation> candidate, Map<Part, Evaluation> champion) {
    this.config = config;
    this.candidate = candidate;
    this.champion = champion;
  }

  /**
   * The verdict on every limit, in the order of the config.
   *
   * @param candidate evaluations of the new model by held-out part
   * @param champion the champion's on the same rows; empty while there is no champion
   */
  public static List<GateResult> judge(
      GatesConfig config, Map<Part, Evaluation> candidate, Map<Part, Evaluation> champion) {
    Gates gates = new Gates(config, candidate, champion);
    List<GateResult> results = new ArrayList<>();
    for (Gate gate : config.gates()) {
      gate.min().ifPresent(limit -> results.add(gates.judgeMin(gate, limit)));
      gate.max().ifPresent(limit -> results.add(gates.judgeMax(gate, limit)));
      gate.maxDropVsChampion().ifPresent(limit -> results.add(gates.judgeDrop(gate, limit)));
    }
    return results;
  }

  /** Whether every limit lets the model through. */
  public static boolean passed(List<GateResult> results) {
    return results.stream().allMatch(GateResult::passed);
  }

  private GateResult judgeMin(Gate gate, double limit) {
    Verdicts verdicts = new Verdicts(gate.metric() + ".min", limit);
    MetricValue value = measured(gate, candidate, "the model");
    return value.isPresent()
        ? verdicts.keeps(value.value(), value.value() >= limit, "is below the least of")
        : verdicts.insufficient(value.reason());
  }

  private GateResult judgeMax(Gate gate, double limit) {
    Verdicts verdicts = new Verdicts(gate.metric() + ".max", limit);
    MetricValue value = measured(gate, candidate, "the model");
    return value.isPresent()
        ? verdicts.keeps(value.value(), value.value() <= limit, "is above the greatest of")
        : verdicts.insufficient(value.reason());
  }

  private GateResult judgeDrop(Gate gate, double limit) {
    Verdicts verdicts = new Verdicts(gate.metric() + ".max-drop-vs-champion", limit);
    MetricValue mine = measured(gate, candidate, "the model");
    if (!mine.isPresent()) {
      return verdicts.insufficient(mine.reason());
    }
    if (champion.isEmpty()) {
      return verdicts.passes("there is no champion to compare with");
    }
    MetricValue its = measured(gate, champion, "the champion");
    if (!its.isPresent()) {
      return verdicts.insufficient("the champion: " + its.reason());
    }
    return whyNotTheSameRows(gate.on())
        .map(verdicts::insufficient)
        .orElseGet(() -> verdicts.drop(gate.metric(), mine.value(), its.value()));
  }

  private Optional<String> whyNotTheSameRows(Part part) {
    Evaluation mine = candidate.get(part);
    Evaluation its = champion.get(part);
    return mine.rows() == its.rows() && mine.weightSum() == its.weightSum()
        ? Optional.empty()
        : Optional.of(
            "the model was measured on " + mine.rows() + " rows, the champion on " + its.rows());
  }

  private MetricValue measured(Gate gate, Map<Part, Evaluation> evaluations, String whose) {
    String part = gate.on().name().toLowerCase(Locale.ROOT);
    Evaluation evaluation = evaluations.get(gate.on());
    if (evaluation == null) {
      return MetricValue.insufficient(whose + " was not measured on the " + part + " rows");
    }
    if (evaluation.rows() < config.minRows()) {
      return MetricValue.insufficient(
          "only "
              + evaluation.rows()
              + " "
              + part
              + " rows; at least "
              + config.minRows()
              + " are needed");
    }
    return Metric.named(gate.metric())
        .map(evaluation::metric)
        .orElseGet(() -> MetricValue.insufficient("there is no metric " + gate.metric()));
  }

  /** The verdicts on one limit. */
  private record Verdicts(String name, double limit) {

    GateResult keeps(double value, boolean kept, String complaint) {
      return kept
          ? new GateResult(name, value, limit, GateVerdict.PASS, value + " keeps " + limit)
          : new GateResult(
              name, value, limit, GateVerdict.FAIL, value + " " + complaint + " " + limit);
    }

    GateResult drop(String metric, double mine, double its) {
      double drop = Metric.named(metric).orElseThrow().drop(its, mine);
      boolean kept = drop <= limit;
      String why = mine + " against the champion's " + its + " on the same rows";
      return new GateResult(name, drop, limit, kept ? GateVerdict.PASS : GateVerdict.FAIL, why);
    }

    GateResult passes(String why) {
      return new GateResult(name, null, limit, GateVerdict.PASS, why);
    }

    GateResult insufficient(String why) {
      return new GateResult(name, null, limit, GateVerdict.INSUFFICIENT, why);
    }
  }
}
