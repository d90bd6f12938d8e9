package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawColumn;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Copies one column of Spark's into a raw column. */
interface ColumnFiller {

  /** The raw column. */
  RawColumn column();

  /**
   * Copies one value to row {@code at}.
   *
   * @param values of a row by column, or of a column by row
   * @param ordinal the value's place among them
   */
  void fill(SpecializedGetters values, int ordinal, int at);

  /**
   * Copies {@code rows} values of a column's vector, from {@code first} on, to rows {@code at} and
   * on, where that can be done at once.
   *
   * @return whether it was done; if not, they are to be filled one by one
   */
  default boolean fill(VectorColumn vectors, int first, int rows, int at) {
    return false;
  }
}
