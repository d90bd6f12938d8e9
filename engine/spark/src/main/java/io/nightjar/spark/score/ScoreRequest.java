package io.nightjar.spark.score;

import io.nightjar.config.ScoreConfig;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.publish.PublishRequest;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.score.publish.PublishTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

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
  static final String SCORES = "scores";
  static final String QUARANTINE = "quarantine";

  PublishRequest publish() {
    List<PublishTable> tables = new ArrayList<>();
    tables.add(new PublishTable(SCORES, new Path(config.output())));
    config.quarantine().ifPresent(q -> tables.add(new PublishTable(QUARANTINE, new Path(q))));
    return new PublishRequest(job, runId, runDate, repeat, tables);
  }
}
