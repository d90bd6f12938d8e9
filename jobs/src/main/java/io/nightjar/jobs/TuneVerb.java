package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.TuneRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code tune}. */
@Command(
    name = "tune",
    description = "Searches over tune.ranges on folds, then trains and registers the best.",
    mixinStandardHelpOptions = true)
final class TuneVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("tune", job, output).run(TuneRecipe::run);
  }
}
