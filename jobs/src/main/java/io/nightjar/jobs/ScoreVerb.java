package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.ModelOption;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.ScoreRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code score}. */
@Command(
    name = "score",
    description = "Batch-scores with the champion, published exactly once per logical date.",
    mixinStandardHelpOptions = true)
final class ScoreVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private ModelOption model;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("score", job, output)
        .run(context -> ScoreRecipe.run(context, model.selector()));
  }
}
