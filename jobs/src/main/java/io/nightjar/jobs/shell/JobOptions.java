package io.nightjar.jobs.shell;

import io.nightjar.config.JobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every verb that works on a JOB.conf. */
public final class JobOptions {
  @Parameters(paramLabel = "JOB.conf", description = "The job's config (HOCON).")
  private Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--run-date",
      paramLabel = "DATE",
      description =
          "The logical date, such as 2026-11-19 (Airflow's {{ ds }}). Default: today, UTC.")
  private String runDate;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The idempotency key. Default: job, verb and logical date.")
  private String runId;

  @Option(
      names = "--force",
      description = "Publish again, even where this run has published this date already.")
  private boolean force;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master. Default: spark-submit's, or else local[*].")
  private String master;

  /** The config with the overrides, every problem reported together. */
  public JobConfig load() {
    return JobConfig.load(conf, overrides, System.getenv());
  }

  /** The config as if it also had these overrides. */
  public JobConfig load(Map<String, String> more) {
    List<String> all = new ArrayList<>(overrides);
    more.forEach((key, value) -> all.add(key + "=" + value));
    return JobConfig.load(conf, all, System.getenv());
  }

  /** The path of the config, as given. */
  public Path conf() {
    return conf;
  }

  /** The logical date asked for, or null. */
  public String runDate() {
    return runDate;
  }

  /** The run id asked for, or null. */
  public String runId() {
    return runId;
  }

  /** Whether to publish again. */
  public boolean force() {
    return force;
  }

  /** The master asked for, or null. */
  public String master() {
    return master;
  }
}
