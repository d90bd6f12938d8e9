package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.CheckRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code check}. */
@Command(
    name = "check",
    description = "Config and data contract, without training; says every problem at once.",
    mixinStandardHelpOptions = true)
final class CheckVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("check", job, output).run(CheckRecipe::run);
  }
}
