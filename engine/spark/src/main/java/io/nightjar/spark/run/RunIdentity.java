package io.nightjar.spark.run;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Which run this is. The same id again means the same run, so that a retry does nothing twice.
 *
 * @param verb what is run: train, score, nightly and so on
 * @param runId the idempotency key; letters, digits and {@code . _ -}, at most 150
 * @param runDate the logical date: the night whose data is worked on, not the clock's
 */
public record RunIdentity(String verb, String runId, LocalDate runDate) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,149}");

  /** Checks the id, since it becomes a folder's name. */
  public RunIdentity {
    if (!ALLOWED.matcher(runId).matches() || runId.contains("..")) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--run-id",
          "is '"
              + runId
              + "'; must be 1 to 150 letters, digits, '.', '_' or '-', beginning with a letter or"
              + " digit.");
    }
  }

  /**
   * The identity that the command line gave, or the one derived from job and logical date.
   *
   * @param runId the id asked for, or null for {@code job-verb-date}
   * @param runDate ISO date, or null for today's date in UTC
   */
  public static RunIdentity of(String verb, String job, String runId, String runDate) {
    LocalDate date = runDate == null ? LocalDate.now(java.time.ZoneOffset.UTC) : parse(runDate);
    String id = runId == null ? job + "-" + verb + "-" + date : runId;
    return new RunIdentity(verb, id, date);
  }

  private static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--run-date",
          "is '" + text + "'; must be a date such as 2026-11-19 (Airflow's {{ ds }}).",
          e);
    }
  }

  /** The same run id and date under another verb: a step inside a larger run. */
  public RunIdentity as(String otherVerb) {
    return new RunIdentity(otherVerb, runId, runDate);
  }
}
