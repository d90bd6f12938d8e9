package io.nightjar.spark.recipe;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.journal.VersionStatus;
import io.nightjar.spark.recipe.candidate.Staging;
import io.nightjar.spark.recipe.candidate.TrainingData;
import io.nightjar.spark.recipe.tune.Search;
import io.nightjar.spark.recipe.tune.SearchData;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.run.RunContext;

/**
 * Contract, snapshot, split, then a search on folds of the training rows; the job with the best
 * values is trained, judged and registered as {@code train} does it.
 */
public final class TuneRecipe {
  private TuneRecipe() {}

  /**
   * Searches, trains and registers.
   *
   * @throws NightjarException of kind GATES when the gates refuse the model; of the first failure's
   *     kind when every trial failed
   */
  public static void run(RunContext run) {
    run.config().requireTune();
    run.stages().run("open the registry", () -> run.registry().state());
    TrainingData data = TrainingData.of(run);
    RunContext best = run.with(best(run, data));
    ModelVersion version = TrainRecipe.train(best, data);
    if (version.status() == VersionStatus.REJECTED) {
      throw TrainRecipe.refused(version, best);
    }
  }

  private static JobConfig best(RunContext run, TrainingData data) {
    try (Staging scratch = Staging.ofTrials(run)) {
      SearchData rows = new SearchData(data.split().train(), data.labels(), data.snapshot());
      return Search.best(run, rows, scratch.directory(), scratch.finishedFits());
    }
  }
}
