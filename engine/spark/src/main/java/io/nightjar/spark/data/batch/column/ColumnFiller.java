package io.nightjar.spark.data.batch.column;

import io.nightjar.features.raw.RawColumn;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Copies one column of Spark's into a raw column. */
interface ColumnFiller {
  /** Values that are sooner copied at once than one by one. */
  int LONG_RUN = 16;

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

  /** Copies values of a vector, at once where that can be done, else one by one. */
  default void fillAll(VectorColumn vectors, int first, int rows, int at) {
    if (!fill(vectors, first, rows, at)) {
      ColumnarArray values = new ColumnarArray(vectors.vector(), first, rows);
      for (int i = 0; i < rows; i++) {
        fill(values, i, at + i);
      }
    }
  }

  /**
   * Copies chosen values of a vector to the first rows: long runs of them at once, others one by
   * one.
   *
   * @param chosen places in the vector, rising
   * @param count how many there are
   */
  default void fillChosen(VectorColumn vectors, int[] chosen, int count) {
    int end = count == 0 ? 0 : chosen[count - 1] + 1;
    ColumnarArray values = new ColumnarArray(vectors.vector(), 0, end);
    int at = 0;
    while (at < count) {
      int from = at;
      do {
        at++;
      } while (at < count && chosen[at] == chosen[at - 1] + 1);
      if (at - from >= LONG_RUN) {
        fillAll(vectors, chosen[from], at - from, from);
      } else {
        for (int i = from; i < at; i++) {
          fill(values, chosen[i], i);
        }
      }
    }
  }

  /**
   * Copies values that lie one behind another and are no nulls; for columns of 32 or 64 bits.
   *
   * @param values of the column's own type, the first at the buffer's start
   */
  default void fill(ByteBuffer values, int first, int rows, int at) {
    throw new IllegalStateException("this column's values don't lie as numbers of 32 or 64 bits");
  }
}
