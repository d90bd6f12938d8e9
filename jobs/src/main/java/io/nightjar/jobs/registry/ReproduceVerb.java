package io.nightjar.jobs.registry;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.shell.ExitCodes;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.jobs.shell.RecordedJob;
import io.nightjar.jobs.shell.RegistryOptions;
import io.nightjar.spark.recipe.reproduce.RecordedTraining;
import io.nightjar.spark.recipe.reproduce.ReproduceRecipe;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.run.RunIdentity;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code reproduce}. */
@Command(
    name = "reproduce",
    description = {
      "Trains a version again from its recorded snapshot and config, and says whether it has the"
          + " same bits or what differs.",
      "Exit code 0: bit-identical; 3: the data are not what they were; 6: the same data and config"
          + " made another model. The registry is read only."
    },
    mixinStandardHelpOptions = true)
public final class ReproduceVerb implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME[@VERSION]",
      description = "churn@7, churn@champion, or churn for its champion.")
  private String reference;

  @Mixin private RegistryOptions options;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The folder of its record and report. Default: NAME-reproduce-VERSION.")
  private String runId;

  @Option(names = "--master", paramLabel = "URL", description = "Spark's master.")
  private String master;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Registry registry;
    RecordedTraining recorded;
    RunIdentity identity;
    try {
      Optional<JobConfig> given = options.job();
      registry = options.open();
      recorded = RecordedTraining.of(registry.resolve(reference), given, RegistryOptions.hadoop());
      identity = new RunIdentity("reproduce", id(recorded), recorded.runDate());
    } catch (NightjarException e) {
      return ExitCodes.say("reproduce", e, output);
    }
    return new RecordedJob(recorded.config(), identity, master, output)
        .run(run -> ReproduceRecipe.run(run.with(registry), recorded));
  }

  private String id(RecordedTraining recorded) {
    return runId == null
        ? recorded.version().name() + "-reproduce-" + recorded.version().version()
        : runId;
  }
}
