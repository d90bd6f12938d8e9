package io.nightjar.spark.evaluate.suspect;

import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Raw values of rows that are drawn by their keys, on the driver: 20,000 rows at about most, fewer
 * of more than 200 columns.
 *
 * @param columns their names
 * @param rows by row, the columns' raw values as {@link RawRows} gives them
 * @param all how many rows the table has
 */
record ColumnSample(List<String> columns, List<Object[]> rows, long all) {
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_VALUES = 4_000_000;
  private static final long SEED = 0x1eaL;
  private static final int SHARES = 1_000_000;

  /**
   * Draws rows; one pass over the table.
   *
   * @param table training rows
   * @param count how many rows it has
   * @param columns wanted, each once
   * @param id the column of the rows' ids, if there is one
   */
  static ColumnSample of(Table table, long count, List<String> columns, Optional<String> id) {
    int wanted = Math.max(2, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns.size())));
    long shares = count <= wanted ? SHARES : Math.max(1, SHARES * (long) wanted / count);
    Column drawn = functions.pmod(table.rowKey(id, SEED), functions.lit((long) SHARES)).lt(shares);
    RawRows raw = new RawRows(table.schema(), columns);
    List<Object[]> rows = new ArrayList<>();
    for (Row row : table.rows().where(drawn).limit(2 * wanted).collectAsList()) {
      Object[] values = new Object[raw.width()];
      raw.read(row, values);
      rows.add(values);
    }
    return new ColumnSample(List.copyOf(columns), rows, count);
  }

  /** Whether the column's values have an order: none of them is a text. */
  boolean isOrdered(int column) {
    return rows.stream().noneMatch(row -> row[column] instanceof String);
  }

  /** The column as numbers: missing below all, days and moments since 1970, yes as 1. */
  double[] numbers(int column) {
    return rows.stream().mapToDouble(row -> number(row[column])).toArray();
  }

  private static double number(Object value) {
    if (value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (value instanceof Instant moment) {
      return moment.toEpochMilli();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    double number = value == null ? Double.NaN : ((Number) value).doubleValue();
    return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number;
  }
}
