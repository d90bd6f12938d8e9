package io.nightjar.features.raw;

import java.util.Arrays;
import java.util.List;

/**
 * Some rows' raw values, column by column. Whoever reads it borrows it: the next batch may lie in
 * the same arrays.
 *
 * @param rows how many rows the columns hold
 * @param columns one per raw value, in order
 */
public record RawBatch(int rows, List<RawColumn> columns) {

  /** Copies the list. */
  public RawBatch {
    columns = List.copyOf(columns);
  }

  /** One column. */
  public RawColumn column(int index) {
    return columns.get(index);
  }

  /** Some of the columns, in the order of their places; the same arrays. */
  public RawBatch select(int... places) {
    return new RawBatch(rows, Arrays.stream(places).mapToObj(columns::get).toList());
  }

  /** One row's raw values, in the order of the columns. */
  public Object[] row(int row) {
    return columns.stream().map(column -> column.value(row)).toArray();
  }
}
