package io.nightjar.spark.score;

import io.nightjar.config.ScoreConfig;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.score.lake.LakePublisher;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.PublishTable;
import io.nightjar.spark.score.publish.Publisher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Which scores are wanted, and where.
 *
 * @param job the job's name; it never replaces another job's scores
 * @param runId the idempotency key
 * @param runDate the logical date
 * @param repeat what to do when this run id is already published
 * @param config output, quarantine, columns and limits
 * @param id the column that names a row in the quarantine and in messages
 * @param rules the contract's rules whose broken rows go to the quarantine
 * @param nightjarVersion for the manifest
 */
public record ScoreRequest(
    String job,
    String runId,
    LocalDate runDate,
    Repeat repeat,
    ScoreConfig config,
    Optional<String> id,
    RowRules rules,
    String nightjarVersion) {
  /** The setting that says which rows are scored. */
  private static final String WHERE = "score.where";

  static final String SCORES = "scores";
  static final String QUARANTINE = "quarantine";
  static final String RECOMMENDATIONS = "recommendations";

  /**
   * The rows of a table that are to be scored: those that keep {@code score.where}.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG when it is no condition on the table
   */
  Table where(Table table) {
    return where(config, table);
  }

  /** The same of a job's config. */
  public static Table where(ScoreConfig config, Table table) {
    return config.where().map(predicate -> table.where(predicate, WHERE)).orElse(table);
  }

  /** What publishes in tables of the kind that is asked for. */
  DatedPublisher publisher(SparkSession spark) {
    return switch (config.outputFormat()) {
      case PARQUET -> new Publisher(spark.sparkContext().hadoopConfiguration());
      case DELTA -> lake(spark, LakeFormat.DELTA);
      case ICEBERG -> lake(spark, LakeFormat.ICEBERG);
    };
  }

  private LakePublisher lake(SparkSession spark, LakeFormat format) {
    return new LakePublisher(spark, format, ScoreConfig::isCatalogTable, config.staging());
  }

  PublishRequest publish() {
    List<PublishTable> tables = new ArrayList<>();
    tables.add(new PublishTable(SCORES, new Path(config.output())));
    config.quarantine().ifPresent(q -> tables.add(new PublishTable(QUARANTINE, new Path(q))));
    config
        .recommend()
        .ifPresent(r -> tables.add(new PublishTable(RECOMMENDATIONS, new Path(r.output()))));
    return new PublishRequest(job, runId, runDate, repeat, tables);
  }
}
