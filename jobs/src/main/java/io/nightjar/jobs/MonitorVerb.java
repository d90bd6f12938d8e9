package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.ModelOption;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.MonitorRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code monitor}. */
@Command(
    name = "monitor",
    description =
        "Drift of inputs and predictions against the version's frozen profile; decay where labels are.",
    mixinStandardHelpOptions = true)
final class MonitorVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private ModelOption model;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("monitor", job, output)
        .run(context -> MonitorRecipe.run(context, model.selector()));
  }
}
