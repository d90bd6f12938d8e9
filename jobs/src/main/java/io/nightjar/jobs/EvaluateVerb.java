package io.nightjar.jobs;

import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.ModelOption;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.recipe.EvaluateRecipe;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "A registered version on a labelled table, exactly on all its rows.",
    mixinStandardHelpOptions = true)
final class EvaluateVerb implements Callable<Integer> {
  @Mixin private JobOptions job;
  @Mixin private ModelOption model;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "Path, glob or catalog table with labels. Default: the config's test part (its"
              + " test-source, or what the split holds out).")
  private String table;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new JobRunner("evaluate", job, output)
        .run(context -> EvaluateRecipe.run(context, model.selector(), Optional.ofNullable(table)));
  }
}
