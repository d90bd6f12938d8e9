package io.nightjar.spark.score.lake;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How a kind of table commits a date: what its log says, and what a commit is asked for. */
interface DatedTable {

  /** What the log says now; {@link TableLog#NONE} where there is no table. */
  TableLog log();

  /** The properties of a table that is made for scores. */
  Map<String, String> properties();

  /**
   * The writer's options that make it replace a date only if it stands as the log said, and put the
   * manifest into the commit.
   *
   * @param log what was read before
   * @param manifest as text
   * @param tried whether the first such options had no effect, though no run was faster
   */
  Map<String, String> options(TableLog log, LocalDate date, String manifest, boolean tried);

  /** The rows of the table as it is now. */
  Dataset<Row> rows();
}
