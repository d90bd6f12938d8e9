package io.nightjar.spark.run;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.data.read.OpenedTables;
import io.nightjar.spark.registry.Registry;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What every recipe works with: the job's config, who this run is, Spark, the registry, and the
 * record and stages that it fills. The session belongs to whoever opened the context.
 */
public final class RunContext {
  /** What to do where the scores of a logical date stand already. */
  public enum Republish {
    /** The same run id does nothing; another one replaces. */
    NEW_RUNS,
    /** Publish again in any case ({@code --force}). */
    ALWAYS
  }

  private final JobConfig config;
  private final RunRecord record;
  private final Stages stages;
  private final SparkSession spark;
  private final Republish republish;
  private final Supplier<Registry> registry;
  private final OpenedTables tables;
  private Registry opened;

  /** A context over an open session. */
  public RunContext(
      JobConfig config, RunRecord record, Stages stages, SparkSession spark, Republish republish) {
    this(config, record, stages, spark, republish, new OpenedTables());
  }

  private RunContext(
      JobConfig config,
      RunRecord record,
      Stages stages,
      SparkSession spark,
      Republish republish,
      OpenedTables tables) {
    this.config = config;
    this.record = record;
    this.stages = stages;
    this.spark = spark;
    this.republish = republish;
    this.tables = tables;
    this.registry = () -> Registry.open(config.registry(), hadoop());
  }

  /** The job's config, resolved. */
  public JobConfig config() {
    return config;
  }

  /** Which run this is. */
  public RunIdentity identity() {
    return record.identity();
  }

  /** Where the run's facts are gathered. */
  public RunRecord record() {
    return record;
  }

  /** Where steps are timed. */
  public Stages stages() {
    return stages;
  }

  /** The open session. */
  public SparkSession spark() {
    return spark;
  }

  /** Whether scores that stand are published again. */
  public Republish republish() {
    return republish;
  }

  /** The job's registry, opened at the first call. */
  public Registry registry() {
    if (opened == null) {
      opened = registry.get();
    }
    return opened;
  }

  /** Which versions of Delta and Iceberg tables this run reads. */
  public OpenedTables tables() {
    return tables;
  }

  /** The Hadoop settings of the session. */
  public Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  /** The same run with a record and stages of its own: a step inside a larger run. */
  public RunContext step(RunRecord stepRecord, Stages stepStages) {
    return new RunContext(config, stepRecord, stepStages, spark, republish, tables);
  }

  /** The same run with a registry that need not be the config's. */
  public RunContext with(Registry other) {
    RunContext context = new RunContext(config, record, stages, spark, republish, tables);
    context.opened = other;
    return context;
  }

  /** The same step under another config. */
  public RunContext with(JobConfig other) {
    return new RunContext(other, record, stages, spark, republish, tables);
  }
}
