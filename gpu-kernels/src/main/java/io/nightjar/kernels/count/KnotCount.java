package io.nightjar.kernels.count;

/**
 * How many values of a column equal each of m ascending knots, and how many lie strictly between
 * two neighbours: an exact empirical distribution at the knots. Infinities are ordered as numbers,
 * −0 equals 0, and NaN is missing.
 */
public interface KnotCount {
  /**
   * Counts the first {@code rows} values.
   *
   * @param slots 2m + 1 sums to add to: slot 2k counts the values strictly between knots k − 1 and
   *     k (slot 0 those below the first, slot 2m those above the last), slot 2k + 1 those that
   *     equal knot k
   * @return how many are NaN; they are in no slot
   */
  long add(float[] values, int rows, Knots knots, long[] slots);
}
