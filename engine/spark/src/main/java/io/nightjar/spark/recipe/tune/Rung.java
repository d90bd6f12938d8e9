package io.nightjar.spark.recipe.tune;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.metrics.Metric;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.SharedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;

/**
 * Trials on all folds with one budget, several fits at once. Scores are taken in the order of
 * trials and folds, so that nothing but the times hangs on how many run at once.
 */
final class Rung {
  private final RunContext run;
  private final SearchData data;
  private final TuneConfig tune;
  private final Metric metric;
  private final Path scratch;
  private final FinishedFits finished;

  /** Rungs of a search; {@code scratch} is a folder for what fits write. */
  Rung(RunContext run, SearchData data, Metric metric, Path scratch, FinishedFits finished) {
    this.run = run;
    this.data = data;
    this.tune = run.config().requireTune();
    this.metric = metric;
    this.scratch = scratch;
    this.finished = finished;
  }

  /** Fits and judges every trial with a budget, and adds what it came to. */
  void run(List<Trial> trials, Budget budget, List<SharedRows> folds) {
    try (Fits pool = new Fits(run.spark().sparkContext(), tune.parallelism())) {
      List<List<Future<FoldScore>>> running = new ArrayList<>();
      trials.forEach(trial -> running.add(started(pool, trial, budget, folds)));
      for (int t = 0; t < trials.size(); t++) {
        List<FoldScore> scores = new ArrayList<>();
        running.get(t).forEach(score -> scores.add(await(score)));
        trials.get(t).add(new RungScore(budget, List.copyOf(scores)));
        run.stages().note(line(trials.get(t)));
      }
    }
  }

  private List<Future<FoldScore>> started(
      Fits pool, Trial trial, Budget budget, List<SharedRows> folds) {
    JobConfig config;
    try {
      config = budget.applied(run.config(), trial.candidate().overrides());
    } catch (NightjarException e) {
      // Values that are right alone need not be so together.
      FoldScore failed = FoldScore.failed(e, 0);
      return folds.stream().map(fold -> pool.start(() -> failed)).toList();
    }
    List<Future<FoldScore>> scores = new ArrayList<>();
    for (int fold = 0; fold < folds.size(); fold++) {
      String name =
          "trial-%d-fold-%d-of-%d"
              .formatted(trial.candidate().number(), fold + 1, Math.round(1 / budget.share()));
      FoldFit fit =
          new FoldFit(run, data, metric, config, folds.get(fold), new Path(scratch, name));
      scores.add(pool.start(() -> score(name, fit)));
    }
    return scores;
  }

  private FoldScore score(String name, FoldFit fit) {
    return finished.of(name).orElseGet(() -> finished.keep(name, fit.score()));
  }

  private static FoldScore await(Future<FoldScore> score) {
    try {
      return score.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trials ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial ended the search", e.getCause());
    }
  }

  private String line(Trial trial) {
    RungScore score = trial.last();
    String found =
        score.isFailed()
            ? "failed"
            : String.format(
                Locale.ROOT,
                "%s %.6g sd %.3g",
                metric.key(),
                score.mean(),
                score.standardDeviation());
    return String.format(
        Locale.ROOT,
        "trial %d (%s): %s, %s",
        trial.candidate().number(),
        score.budget().text(),
        found,
        trial.candidate().text());
  }
}
