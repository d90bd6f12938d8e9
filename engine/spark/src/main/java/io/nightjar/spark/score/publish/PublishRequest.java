package io.nightjar.spark.score.publish;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
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

  /** The table that is made visible last: where it is, all is. */
  public PublishTable primary() {
    return tables.get(0);
  }

  /** Refuses a table inside another one. */
  public void requireApart() {
    for (PublishTable a : tables) {
      for (PublishTable b : tables) {
        if (!a.name().equals(b.name()) && (b.root() + "/").startsWith(a.root() + "/")) {
          throw NightjarException.of(
              FailureKind.CONFIG,
              b.root().toString(),
              "the "
                  + b.name()
                  + " lie inside the "
                  + a.name()
                  + " ("
                  + a.root()
                  + "), where readers would take them for rows; give them a folder beside it");
        }
      }
    }
  }

  /** What a run does when its own run id is already published for the date. */
  public enum Repeat {
    /** Nothing, and says so: the run was already done. */
    SKIP,
    /** Publishes again, in place of what is there. */
    REPLACE
  }
}
