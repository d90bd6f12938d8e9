package io.nightjar.jobs.shell;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import java.util.function.Consumer;

/** The frame round every recipe of a JOB.conf: load the config, then run it and say the result. */
public final class JobRunner {
  private final String verb;
  private final JobOptions options;
  private final OutputOptions output;

  /** A frame for one verb. */
  public JobRunner(String verb, JobOptions options, OutputOptions output) {
    this.verb = verb;
    this.options = options;
    this.output = output;
  }

  /** Runs a recipe and gives the exit code. */
  public int run(Consumer<RunContext> recipe) {
    JobConfig config;
    RunIdentity identity;
    try {
      config = options.load();
      identity = RunIdentity.of(verb, config.name(), options.runId(), options.runDate());
    } catch (NightjarException e) {
      return ExitCodes.say(verb, e, output);
    }
    RunContext.Republish republish =
        options.force() ? RunContext.Republish.ALWAYS : RunContext.Republish.NEW_RUNS;
    return new RecordedJob(config, identity, options.master(), output).run(republish, recipe);
  }
}
