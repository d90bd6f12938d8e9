package io.nightjar.spark.data.parquet.chunk;

import java.util.List;

/**
 * The values of one computed column in a block of rows. Arrays hold a value for each row, are
 * borrowed until the next block, and may be longer than the block.
 */
public sealed interface BlockColumn {

  /**
   * The same value in every row of every block.
   *
   * @param value as in a {@link org.apache.spark.sql.Row}: a text, an int, a long or a moment
   */
  record Constant(Object value) implements BlockColumn {}

  /**
   * float64 numbers.
   *
   * @param nulls by row, whether there is no number; of length 0 where each row has one
   */
  record Numbers(double[] values, boolean[] nulls) implements BlockColumn {}

  /**
   * int32 numbers.
   *
   * @param nulls as of {@link Numbers}
   */
  record Integers(int[] values, boolean[] nulls) implements BlockColumn {}

  /**
   * A list of float64 numbers in each row.
   *
   * @param values [row][width]
   * @param width how many each row has, 1 or more
   * @param nulls as of {@link Numbers}
   */
  record Lists(double[] values, int width, boolean[] nulls) implements BlockColumn {}

  /**
   * Texts of a list that is the same in all blocks.
   *
   * @param codes by row, the place of its text in the list; −1 for null
   */
  record Codes(List<String> texts, int[] codes) implements BlockColumn {}

  /**
   * Any texts.
   *
   * @param values by row; null for none
   */
  record Texts(String[] values) implements BlockColumn {}
}
