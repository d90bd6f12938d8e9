package io.nightjar.spark.lease;

import io.nightjar.journal.ModelName;
import java.time.Duration;

/**
 * A wish for the one right to run a job for a date.
 *
 * @param job the job's name
 * @param date the logical date, {@code 2026-11-19}
 * @param runId the run that wishes it
 * @param timeToLive how long after its last sign of life an owner on another host counts as gone
 */
public record LeaseRequest(String job, String date, String runId, Duration timeToLive) {
  /** What {@link #of} uses: long against a pause of a virtual machine, short against a night. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofSeconds(60);

  public LeaseRequest {
    ModelName.require(job);
    ModelName.require(date);
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "the time to live is " + timeToLive + "; must be positive");
    }
  }

  /** A wish with the default time to live. */
  public static LeaseRequest of(String job, String date, String runId) {
    return new LeaseRequest(job, date, runId, DEFAULT_TIME_TO_LIVE);
  }
}
