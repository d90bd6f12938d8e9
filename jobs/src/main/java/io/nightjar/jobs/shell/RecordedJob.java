package io.nightjar.jobs.shell;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.hocon.Secrets;
import io.nightjar.jobs.shell.summary.Summary;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.SparkSessions;
import io.nightjar.spark.run.Stages;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run of a config that is known: open Spark, run, leave the record and the report, say the
 * result, give the exit code. A failed run leaves its record too.
 *
 * @param config the job
 * @param identity which run this is
 * @param master Spark's master; null for what spark-submit said, or else {@code local[*]}
 * @param output where the result goes
 */
public record RecordedJob(
    JobConfig config, RunIdentity identity, String master, OutputOptions output) {

  /** Runs a recipe that publishes nothing and gives the exit code. */
  public int run(Consumer<RunContext> recipe) {
    return run(RunContext.Republish.NEW_RUNS, recipe);
  }

  /** Runs a recipe and gives the exit code. */
  int run(RunContext.Republish republish, Consumer<RunContext> recipe) {
    RunRecord record = new RunRecord(identity);
    Stages stages = new Stages(output.progress());
    try {
      return SparkSessions.use(
          new SparkSessions.Wanted(
              config.name(), master, settings(), config.compute().partitions()),
          spark -> {
            RunContext context = new RunContext(config, record, stages, spark, republish);
            return say(RecordedRun.of(context, recipe), stages);
          });
    } catch (NightjarException e) {
      record.failed(e);
      return say(record, stages);
    }
  }

  /** A remembered config has no secrets: where one stood, what Spark has otherwise counts. */
  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(config.spark());
    settings.values().removeIf(Secrets.MASK::equals);
    return settings;
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
