package io.nightjar.jobs.shell;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.SparkSessions;
import io.nightjar.spark.run.Stages;
import java.util.function.Consumer;

/**
 * The frame round every recipe: load the config, open Spark, run, leave the record and the report,
 * say the result, give the exit code. A failed run leaves its record too.
 */
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
    RunRecord record = new RunRecord(identity);
    Stages stages = new Stages(output.progress());
    try {
      return SparkSessions.use(
          new SparkSessions.Wanted(
              config.name(), options.master(), config.spark(), config.compute().partitions()),
          spark -> run(new RunContext(config, record, stages, spark, republish()), recipe));
    } catch (NightjarException e) {
      record.failed(e);
      return say(record, stages);
    }
  }

  private int run(RunContext context, Consumer<RunContext> recipe) {
    return say(RecordedRun.of(context, recipe), context.stages());
  }

  private RunContext.Republish republish() {
    return options.force() ? RunContext.Republish.ALWAYS : RunContext.Republish.NEW_RUNS;
  }

  private int say(RunRecord record, Stages stages) {
    if (output.json()) {
      output.out().println(RecordJson.line(record.resultJson(stages)));
    } else {
      Summary.print(record.resultJson(stages), output.out());
    }
    ExitCodes.problems(record, output);
    return record.exitCode();
  }
}
