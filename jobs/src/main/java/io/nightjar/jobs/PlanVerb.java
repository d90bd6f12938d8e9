package io.nightjar.jobs;

import io.nightjar.NightjarException;
import io.nightjar.jobs.shell.ExitCodes;
import io.nightjar.jobs.shell.JobOptions;
import io.nightjar.jobs.shell.JobRunner;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.plan.PlanRecipe;
import io.nightjar.spark.plan.PlanRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code plan}. */
@Command(
    name = "plan",
    description =
        "Memory, shuffle bytes and time expected of a training for a row count and a cluster,"
            + " before it is run.",
    mixinStandardHelpOptions = true)
final class PlanVerb implements Callable<Integer> {
  @Mixin private JobOptions job;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows of the table. Default: as many as it has.")
  private Long rows;

  @Option(
      names = "--executors",
      paramLabel = "E",
      description = "Executors. Default: what the session has.")
  private Integer executors;

  @Option(names = "--cores", paramLabel = "C", description = "Cores of each executor.")
  private Integer cores;

  @Option(
      names = "--executor-memory",
      paramLabel = "M",
      description = "Heap of each executor, such as 8g.")
  private String executorMemory;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    PlanRequest request;
    try {
      request = PlanRequest.of(rows, executors, cores, executorMemory);
    } catch (NightjarException e) {
      return ExitCodes.say("plan", e, output);
    }
    return new JobRunner("plan", job, output).run(run -> PlanRecipe.run(run, request));
  }
}
