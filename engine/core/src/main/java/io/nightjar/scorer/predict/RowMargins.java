package io.nightjar.scorer.predict;

import io.nightjar.features.design.SparseRowEncoder;

/**
 * Makes margins of one encoded row at a time, with the bits that the JVM's backends give the row in
 * a block of any size. Not safe for several threads: one each.
 */
public interface RowMargins {

  /**
   * Writes a row's margins.
   *
   * @param design the row's design columns, as the model's encoder makes them; borrowed
   * @param out [outputs]
   */
  void write(double[] design, double[] out);

  /**
   * Writes the margins of a row of which only the values that aren't 0 are there; linear models
   * alone take such.
   *
   * @param row the one row that was added since it was cleared
   * @param out [outputs]
   */
  default void write(SparseRowEncoder row, double[] out) {
    throw new IllegalStateException("the model takes no sparse rows; must be given design columns");
  }
}
