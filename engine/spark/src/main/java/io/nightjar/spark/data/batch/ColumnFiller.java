package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawColumn;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Copies one column of Spark's into a raw column. */
interface ColumnFiller {

  /** The raw column. */
  RawColumn column();

  /** Copies one row's value to row {@code at}. */
  void fill(InternalRow row, int ordinal, int at);

  /**
   * Copies {@code rows} values of a vector, from {@code first} on, to rows {@code at} and on, where
   * that can be done at once.
   *
   * @return whether it was done; if not, they are to be filled row by row
   */
  default boolean fill(ColumnVector vector, int first, int rows, int at) {
    return false;
  }
}
