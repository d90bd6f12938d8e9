package io.nightjar.spark.plan;

import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.OptionalLong;

/**
 * How many rows a table has, and how that is known.
 *
 * @param rows how many
 * @param from in words
 */
record RowCount(long rows, String from) {
  private static final String ASKED = "--rows";

  /** The cheapest way: what was asked for, what opening the table told, or a count. */
  static RowCount of(Table table, DataConfig data, OptionalLong asked) {
    if (asked.isPresent()) {
      return new RowCount(asked.getAsLong(), ASKED);
    }
    if (table.counted().isPresent() && data.where().isEmpty()) {
      boolean parquet = table.origin().format().equals("parquet");
      return new RowCount(
          table.counted().getAsLong(),
          parquet ? "the footers of the files" : "the pass that finds the columns' types");
    }
    long rows = ReadFailures.reading(table.origin(), () -> table.rows().count());
    return new RowCount(rows, data.where().isPresent() ? "a count, for data.where" : "a count");
  }

  /** Whether it is what was asked for, not what the table has. */
  boolean isAsked() {
    return from.equals(ASKED);
  }
}
