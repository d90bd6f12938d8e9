package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The options of verbs that work on a registry: its URI, or a JOB.conf that names it. */
public final class RegistryOptions {
  private static final String HADOOP_PREFIX = "spark.hadoop.";

  @Option(
      names = "--registry",
      paramLabel = "URI",
      description = "The registry's folder on any Hadoop file system.")
  private String registry;

  @Option(
      names = "--job",
      paramLabel = "JOB.conf",
      description = "A job's config, whose registry is meant, in place of --registry.")
  private Path conf;

  /** The registry, which must exist. */
  public Registry open() {
    return Registry.openExisting(uri(), hadoop());
  }

  /** The registry, which the first entry creates. */
  public Registry openOrCreate() {
    return Registry.open(uri(), hadoop());
  }

  /** Hadoop's settings: its own files, and those that spark-submit was given. */
  public static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith(HADOOP_PREFIX)) {
                hadoop.set(name.substring(HADOOP_PREFIX.length()), System.getProperty(name));
              }
            });
    return hadoop;
  }

  /** The job that was named, checked. */
  public Optional<JobConfig> job() {
    return Optional.ofNullable(conf).map(file -> JobConfig.load(file, List.of(), System.getenv()));
  }

  private String uri() {
    if (registry != null) {
      return registry;
    }
    if (conf != null) {
      return job().orElseThrow().registry();
    }
    throw NightjarException.of(
        FailureKind.CONFIG, "--registry", "is missing; give --registry URI or --job JOB.conf.");
  }
}
