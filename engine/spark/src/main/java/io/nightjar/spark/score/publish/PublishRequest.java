package io.nightjar.spark.score.publish;

import java.time.LocalDate;
import java.util.List;

/**
 * What is to be published, and by whom.
 *
 * @param job the job's name; a folder published by another job is never replaced
 * @param runId the idempotency key: the same one is published once per date
 * @param runDate the logical date
 * @param repeat what to do when this run id is already published
 * @param tables published together; the first one holds the intents and is made visible last
 */
public record PublishRequest(
    String job, String runId, LocalDate runDate, Repeat repeat, List<PublishTable> tables) {

  /** Checks the parts that would make an unsafe path or an ambiguous publish. */
  public PublishRequest {
    if (runId.isBlank()) {
      throw new IllegalArgumentException("the run id is empty");
    }
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("nothing to publish: no table");
    }
    tables = List.copyOf(tables);
  }

  PublishTable primary() {
    return tables.get(0);
  }

  /** What a run does when its own run id is already published for the date. */
  public enum Repeat {
    /** Nothing, and says so: the run was already done. */
    SKIP,
    /** Publishes again, in place of what is there. */
    REPLACE
  }
}
