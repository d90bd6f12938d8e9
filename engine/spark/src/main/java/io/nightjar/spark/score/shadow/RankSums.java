package io.nightjar.spark.score.shadow;

import io.nightjar.metrics.MetricValue;
import java.io.Serializable;
import java.math.BigInteger;

/**
 * Spearman's rank correlation from whole numbers, so that nothing is rounded before the end. Ranks
 * are doubled, which makes the mean rank of a group of ties whole. With a and b the doubled ranks
 * of a row, n rows and the mean n + 1 of both:
 *
 * <pre>ρ = (Σab − n(n + 1)²) / √((Σa² − n(n + 1)²)·(Σb² − n(n + 1)²))</pre>
 */
final class RankSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private BigInteger products = BigInteger.ZERO;
  private BigInteger leftSquares = BigInteger.ZERO;
  private BigInteger rightSquares = BigInteger.ZERO;

  /**
   * Adds rows that have the same pair of doubled ranks.
   *
   * @param count how many
   */
  RankSums add(long left, long right, long count) {
    BigInteger a = BigInteger.valueOf(left);
    BigInteger b = BigInteger.valueOf(right);
    BigInteger n = BigInteger.valueOf(count);
    rows += count;
    products = products.add(a.multiply(b).multiply(n));
    leftSquares = leftSquares.add(a.multiply(a).multiply(n));
    rightSquares = rightSquares.add(b.multiply(b).multiply(n));
    return this;
  }

  RankSums plus(RankSums other) {
    rows += other.rows;
    products = products.add(other.products);
    leftSquares = leftSquares.add(other.leftSquares);
    rightSquares = rightSquares.add(other.rightSquares);
    return this;
  }

  MetricValue correlation() {
    BigInteger mean = BigInteger.valueOf(rows).add(BigInteger.ONE);
    BigInteger middle = mean.multiply(mean).multiply(BigInteger.valueOf(rows));
    double left = leftSquares.subtract(middle).doubleValue();
    double right = rightSquares.subtract(middle).doubleValue();
    if (left == 0 || right == 0) {
      return MetricValue.insufficient(
          rows < 2 ? "fewer than 2 rows" : "one of the models gives every row the same score");
    }
    double together = products.subtract(middle).doubleValue();
    return MetricValue.of(together / (Math.sqrt(left) * Math.sqrt(right)));
  }
}
