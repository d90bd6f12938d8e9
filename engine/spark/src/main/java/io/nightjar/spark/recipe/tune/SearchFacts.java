package io.nightjar.spark.recipe.tune;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.metrics.Metric;
import io.nightjar.spark.data.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the record says of a search: its method, its folds and every trial. */
final class SearchFacts {
  private final TuneConfig tune;
  private final Metric metric;
  private final List<Split> folds;

  SearchFacts(TuneConfig tune, Metric metric, List<Split> folds) {
    this.tune = tune;
    this.metric = metric;
    this.folds = folds;
  }

  /** The facts of a search that is over; its trials the best first. */
  Map<String, Object> of(List<Trial> trials) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", Kind.word(tune.method()));
    facts.put("metric", metric.key());
    facts.put("better", metric.higherIsBetter() ? "higher" : "lower");
    facts.put("seed", tune.seed());
    facts.put("parallelism", tune.parallelism());
    facts.put("budgets", Budget.rungs(tune).stream().map(Budget::text).toList());
    facts.put("folds", folds());
    trials.stream()
        .filter(trial -> trial.status() == Trial.Status.BEST)
        .forEach(trial -> facts.put("best", trial.candidate().number()));
    facts.put(
        "trials", trials.stream().sorted(Trial.bestFirst(metric)).map(SearchFacts::trial).toList());
    return facts;
  }

  private Map<String, Object> folds() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("by", Kind.word(tune.folds().by()));
    facts.put("column", tune.folds().column().orElse("the row's content"));
    facts.put("fitted_rows", folds.stream().map(fold -> fold.rows().train()).toList());
    facts.put("judged_rows", folds.stream().map(fold -> fold.rows().validation()).toList());
    return facts;
  }

  private static Map<String, Object> trial(Trial trial) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("trial", trial.candidate().number());
    facts.put("status", Kind.word(trial.status()));
    facts.put("values", trial.candidate().values());
    if (!trial.rungs().isEmpty()) {
      put(facts, trial.last());
    }
    facts.put("ms", trial.rungs().stream().mapToLong(RungScore::millis).sum());
    facts.put("rungs", trial.rungs().stream().map(SearchFacts::rung).toList());
    if (!trial.why().isEmpty()) {
      facts.put("why", trial.why());
    }
    return facts;
  }

  private static Map<String, Object> rung(RungScore score) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("budget", score.budget().text());
    facts.put("folds", score.folds().stream().map(FoldScore::value).toList());
    put(facts, score);
    facts.put("ms", score.millis());
    if (!score.warnings().isEmpty()) {
      facts.put("warnings", score.warnings());
    }
    return facts;
  }

  private static void put(Map<String, Object> facts, RungScore score) {
    if (!score.isFailed()) {
      facts.put("mean", score.mean());
      facts.put("sd", score.standardDeviation());
    }
  }

  /** Where the kernels of all trials ran. */
  static List<KernelUse> placement(List<Trial> trials) {
    List<KernelUse> uses = new ArrayList<>();
    trials.stream()
        .map(Trial::rungs)
        .flatMap(Collection::stream)
        .flatMap(rung -> rung.folds().stream())
        .forEach(fold -> uses.addAll(fold.placement()));
    return KernelUse.merge(uses);
  }
}
