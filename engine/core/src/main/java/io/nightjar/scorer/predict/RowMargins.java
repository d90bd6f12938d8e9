package io.nightjar.scorer.predict;

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
}
