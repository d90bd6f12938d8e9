package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * Fixed point for one tree's gradients: the greatest |g| and h over all rows, which don't hang on
 * the rows' order, and how many rows there are.
 *
 * <p>Coarse numbers, of 16 bits, are summed in histograms; fine ones, of as many bits as the sum of
 * all rows leaves of 63, in the leaves.
 *
 * @param first max |g|
 * @param second max h
 * @param rows rows of the whole table
 */
public record Scales(double first, double second, long rows) implements Serializable {
  /** The greatest coarse number but one, for rounding up. */
  private static final double COARSE = 32766;

  private static final int FINE_BITS = 61;

  /** Over the rows of both. */
  public Scales with(Scales other) {
    return new Scales(
        Math.max(first, other.first), Math.max(second, other.second), rows + other.rows);
  }

  /** One coarse unit of g. */
  public double firstUnit() {
    return first / COARSE;
  }

  /** One coarse unit of h. */
  public double secondUnit() {
    return second / COARSE;
  }

  /** What turns g into coarse units; 0 where all g are 0. */
  public double toFirst() {
    return first > 0 ? COARSE / first : 0;
  }

  /** What turns h into coarse units. */
  public double toSecond() {
    return second > 0 ? COARSE / second : 0;
  }

  /** What turns g into fine units: a power of two. */
  public double toFineFirst() {
    return fine(first);
  }

  /** What turns h into fine units: a power of two. */
  public double toFineSecond() {
    return fine(second);
  }

  private double fine(double greatest) {
    if (!(greatest > 0)) {
      return 1;
    }
    int rowBits = Long.SIZE - Long.numberOfLeadingZeros(rows);
    return Math.scalb(1.0, FINE_BITS - rowBits - Math.getExponent(greatest) - 1);
  }

  /**
   * The least gain that is told from the noise of rounding; what XGBoost's 1e-6 is to a logistic
   * loss.
   */
  double leastGain() {
    return second > 0 ? 1e-6 * first * first / second : Double.POSITIVE_INFINITY;
  }
}
