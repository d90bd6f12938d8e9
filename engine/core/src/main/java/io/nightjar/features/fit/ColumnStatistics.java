package io.nightjar.features.fit;

import io.nightjar.features.DatePart;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericRange;
import java.io.Serializable;
import java.util.Map;

/** What the training rows hold in one column: all that its encoding is fitted from. */
public sealed interface ColumnStatistics extends Serializable {

  /** The column's name. */
  String column();

  /** Rows without a value. */
  Missing missing();

  /** Rows with a value. */
  long present();

  /**
   * Of a numeric column.
   *
   * @param present rows with a finite value
   * @param unusable rows with a value that can't be used
   * @param range of the finite values; null when there are none
   */
  record Numeric(
      String column, Missing missing, long present, Unusable unusable, NumericRange range)
      implements ColumnStatistics {}

  /**
   * Values that no number can stand for.
   *
   * @param infinities rows with an infinite value, or one beyond ±1e150
   * @param texts rows with a text that isn't a number
   * @param text the first such text in order, or null
   */
  record Unusable(long infinities, long texts, String text) implements Serializable {}

  /**
   * Of a column read as categories.
   *
   * @param counts rows by value, complete unless {@code overflowed}
   * @param overflowed whether there are more distinct values than are counted
   * @param look how much the values look like numbers
   */
  record Categories(
      String column,
      Missing missing,
      long present,
      Map<String, Long> counts,
      boolean overflowed,
      NumericLook look)
      implements ColumnStatistics {}

  /**
   * How much a column of strings looks like numbers.
   *
   * @param numbers rows whose text is a number
   * @param number the first such text in order, or null
   * @param other the first text in order that isn't one, or null
   */
  record NumericLook(long numbers, String number, String other) implements Serializable {}

  /**
   * Of a column of dates.
   *
   * @param parts rows by value of each part
   */
  record Dates(
      String column, Missing missing, long present, Map<DatePart, Map<Integer, Long>> parts)
      implements ColumnStatistics {}

  /** Of a column of vectors. */
  record Vectors(String column, Missing missing, long present, Elements elements)
      implements ColumnStatistics {}

  /**
   * What vectors hold.
   *
   * @param least elements of a vector
   * @param most elements of a vector
   * @param values that aren't 0, of all vectors
   * @param unusable values that are NaN, infinite or beyond float32
   * @param disordered vectors whose indices are beyond their size or don't ascend
   */
  record Elements(int least, int most, long values, long unusable, long disordered)
      implements Serializable {}
}
