package io.nightjar.spark.plan;

import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.parquet.ParquetFooters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
      Optional<List<Long>> counts =
          ParquetFooters.rows(table.rows().sparkSession(), table.origin().files());
      if (counts.isPresent()) {
        long rows = counts.get().stream().mapToLong(Long::longValue).sum();
        return new RowCount(rows, "the footers of the files");
      }
    }
    long rows = ReadFailures.reading(table.origin(), () -> table.rows().count());
    return new RowCount(rows, data.where().isPresent() ? "a count, for data.where" : "a count");
  }
}
