package io.nightjar.spark.plan;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.parquet.ParquetFooters;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;

/**
 * How many rows a table has, and how that is known.
 *
 * @param rows how many
 * @param from in words
 */
record RowCount(long rows, String from) {

  /** The cheapest way: what was asked for, Parquet's footers, or a count. */
  static RowCount of(Table table, DataConfig data, OptionalLong asked) {
    if (asked.isPresent()) {
      return new RowCount(asked.getAsLong(), "--rows");
    }
    if (table.counted().isPresent() && data.where().isEmpty()) {
      return new RowCount(table.counted().getAsLong(), "the pass that finds the columns' types");
    }
    if (table.origin().format().equals("parquet") && data.where().isEmpty()) {
      return new RowCount(footers(table), "the footers of the files");
    }
    long rows = ReadFailures.reading(table.origin(), () -> table.rows().count());
    return new RowCount(rows, data.where().isPresent() ? "a count, for data.where" : "a count");
  }

  private static long footers(Table table) {
    Configuration hadoop = table.rows().sparkSession().sparkContext().hadoopConfiguration();
    long rows = 0;
    for (DataFile file : table.origin().files()) {
      try {
        rows += ParquetFooters.rows(file.path(), hadoop);
      } catch (IOException | RuntimeException e) {
        throw NightjarException.of(
            FailureKind.DATA,
            ReadFailures.plainPath(file.path()),
            "has no footer that can be read: " + ReadFailures.reason(e) + "; write it anew.",
            e);
      }
    }
    return rows;
  }
}
