package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.TrainRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code train}. */
@Command(
    name = "train",
    description = "Contract, snapshot, split, fit, evaluate, gates, register.",
    mixinStandardHelpOptions = true)
final class TrainVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("train", job, output).run(TrainRecipe::run);
  }
}
