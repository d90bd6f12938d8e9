package io.nightjar.spark.recipe.tune;

import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.JobConfig;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.metrics.Metric;
import io.nightjar.spark.data.Folds;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.run.RunContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the best of a config's {@code tune.ranges} on folds of the training rows; validation and
 * test rows are not looked at. Successive halving (Jamieson and Talwalkar 2016) gives all trials a
 * small budget, and to the next rung, with η times the budget, go the best ⌊n/η⌋ of a rung's n, at
 * least one. The other methods are one rung with the full budget.
 */
public final class Search {
  private static final int MOST_SHOWN = 10;

  private final RunContext run;
  private final SearchData data;
  private final TuneConfig tune;
  private final Metric metric;
  private final FinishedFits finished;
  private final Rung rung;

  private Search(RunContext run, SearchData data, Path scratch, Path kept) {
    this.run = run;
    this.data = data;
    this.tune = run.config().requireTune();
    this.metric = Metric.named(tune.metric()).orElseThrow();
    this.finished = FinishedFits.in(kept, run, data);
    this.rung = new Rung(run, data, metric, scratch, finished);
  }

  /**
   * Searches; every trial is in the run's record, also where all failed.
   *
   * @param scratch a folder for what fits write, which the caller empties
   * @param kept a folder for what they came to, by which a stopped search goes on
   * @return the job with the best values
   * @throws NightjarException of the first failure's kind, where all trials failed
   */
  public static JobConfig best(RunContext run, SearchData data, Path scratch, Path kept) {
    return new Search(run, data, scratch, kept).best();
  }

  private JobConfig best() {
    List<Candidate> candidates = Candidates.of(tune);
    data.train().rows().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Split> folds =
          run.stages().time("cut folds", () -> Folds.of(data.train(), tune.folds(), tune.seed()));
      List<Trial> trials = candidates.stream().map(Trial::new).toList();
      Trial best = run.stages().time("search", () -> searched(trials, folds));
      return run.config().with(best.candidate().overrides());
    } finally {
      data.train().rows().unpersist();
    }
  }

  private Trial searched(List<Trial> trials, List<Split> folds) {
    SearchFacts facts = new SearchFacts(tune, metric, folds);
    try {
      return winner(climbed(trials, folds));
    } finally {
      finished.notes().forEach(run.record()::warn);
      run.record().set("tune", facts.of(trials));
      run.record().detail("trials_placement", SearchFacts.placement(trials));
    }
  }

  /** The trials that got the full budget, failed ones too. */
  private List<Trial> climbed(List<Trial> trials, List<Split> folds) {
    List<Budget> budgets = Budget.rungs(tune);
    List<Trial> alive = trials;
    try (RungRows rows = new RungRows(run.config(), folds, tune.seed())) {
      for (Budget budget : budgets) {
        rung.run(alive, budget, rows.of(budget));
        if (!budget.isFull()) {
          alive = promoted(alive, budget);
        }
      }
    }
    return alive;
  }

  private List<Trial> promoted(List<Trial> entered, Budget budget) {
    List<Trial> order = ranked(entered);
    int places = Math.max(1, entered.size() / tune.halving().factor());
    for (int place = places; place < order.size(); place++) {
      order
          .get(place)
          .end(
              Trial.Status.DROPPED,
              "%d of %d with %s, of which %d go on"
                  .formatted(place + 1, entered.size(), budget.text(), places));
    }
    return order.stream()
        .limit(places)
        .sorted(Comparator.comparingInt(trial -> trial.candidate().number()))
        .toList();
  }

  /**
   * Those that did not fail, the best first.
   *
   * @throws NightjarException where all did
   */
  private List<Trial> ranked(List<Trial> trials) {
    List<Trial> order =
        trials.stream().filter(t -> !t.isFailed()).sorted(Trial.bestFirst(metric)).toList();
    if (order.isEmpty()) {
      throw allFailed(trials);
    }
    return order;
  }

  private Trial winner(List<Trial> finalists) {
    Trial best = ranked(finalists).get(0);
    best.end(Trial.Status.BEST, "");
    return best;
  }

  private NightjarException allFailed(List<Trial> trials) {
    List<Problem> problems = new ArrayList<>();
    for (Trial trial : trials.subList(0, Math.min(MOST_SHOWN, trials.size()))) {
      problems.add(
          new Problem(
              run.config().where("tune"),
              "none of %d trials came through; trial %d (%s): %s"
                  .formatted(
                      trials.size(),
                      trial.candidate().number(),
                      trial.candidate().text(),
                      trial.why())));
    }
    return new NightjarException(trials.get(0).last().kind(), problems, null);
  }
}
