package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.NightlyRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code nightly}. */
@Command(
    name = "nightly",
    description = "Check, score, monitor; on an alarm retrain through the gates; report.",
    mixinStandardHelpOptions = true)
final class NightlyVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("nightly", job, output).run(NightlyRecipe::run);
  }
}
