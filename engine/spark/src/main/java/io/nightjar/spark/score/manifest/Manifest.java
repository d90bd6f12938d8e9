package io.nightjar.spark.score.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The content of {@code _nightjar.json}, or of a Delta or Iceberg table's commit: what was
 * published for a date and where it came from.
 *
 * @param format version of this file's layout, 1
 * @param table the table's name
 * @param job the job that published
 * @param output root of the primary table that this one was published with
 * @param runId the run's idempotency key
 * @param attempt unique for each try of a run; equal in all tables of one publish
 * @param runDate the logical date, ISO
 * @param replacesRunId the run whose folder this one replaces; null for a date's first
 * @param provenance model, input and program
 * @param counts rows of the whole run
 * @param rows rows in this folder
 * @param bytes bytes of its data files
 * @param files the data files, by name; none where the table has a log that lists them
 * @param schema Spark's JSON of the table's schema, without the partition column; null where the
 *     table itself has it
 */
public record Manifest(
    int format,
    String table,
    String job,
    String output,
    String runId,
    String attempt,
    String runDate,
    String replacesRunId,
    Provenance provenance,
    RowCounts counts,
    long rows,
    long bytes,
    List<ManifestFile> files,
    JsonNode schema) {

  /** The file's name inside a published folder; hidden from Spark by its first letter. */
  public static final String FILE_NAME = "_nightjar.json";

  /** The layout that this program writes and reads. */
  public static final int FORMAT = 1;
}
