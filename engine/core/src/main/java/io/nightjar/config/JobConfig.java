package io.nightjar.config;

import java.util.Map;
import java.util.Optional;

/**
 * One model's whole job, as its config file says it: from data to gates, registry, scoring and
 * monitoring. Immutable and already checked; it stays on the driver.
 *
 * @param name the model's name in the registry
 * @param data the training table and its columns' roles
 * @param split how rows fall to training, validation and test
 * @param features which columns become features, and how
 * @param model the algorithm and its settings
 * @param gates the limits a trained model must keep
 * @param promote whether a version that passes the gates becomes champion at once
 * @param registry folder or URI of the registry
 * @param score batch scoring; empty where the job only trains
 * @param monitor limits of drift and decay
 * @param nightly what a nightly retrain reads
 * @param compute backend and partitioning
 * @param spark Spark's own settings, by their full names ({@code spark.sql.…})
 * @param seed seed of everything that is drawn
 * @param runs folder of run records and reports
 * @param provenance where each setting stands, and the resolved config
 */
public record JobConfig(
    String name,
    DataConfig data,
    SplitConfig split,
    FeaturesConfig features,
    ModelConfig model,
    GatesConfig gates,
    Promote promote,
    String registry,
    Optional<ScoreConfig> score,
    MonitorConfig monitor,
    NightlyConfig nightly,
    ComputeConfig compute,
    Map<String, String> spark,
    long seed,
    String runs,
    ConfigProvenance provenance) {

  /** What happens to a version that passes its gates. */
  public enum Promote {
    /** It becomes champion. */
    AUTO,
    /** A person promotes it. */
    MANUAL
  }

  public JobConfig {
    spark = Map.copyOf(spark);
  }

  /** {@code file:line} of a setting (such as {@code data.source}); the file alone for a default. */
  public String where(String key) {
    return provenance.where(key);
  }

  /** The whole config with defaults and without secrets, as one JSON object with sorted keys. */
  public String resolved() {
    return provenance.resolved();
  }

  /** SHA-256 (hex) of {@link #resolved()}. */
  public String configSha256() {
    return provenance.sha256();
  }
}
