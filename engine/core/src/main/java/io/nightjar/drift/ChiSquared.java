package io.nightjar.drift;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * The χ² test of homogeneity Σ(O − E)²/E, without continuity correction.
 *
 * @param statistic the sum
 * @param degreesOfFreedom (rows − 1)·(columns − 1), of those that hold anything; 0: nothing to test
 * @param p probability of a sum at least this great where the rows have one distribution
 * @param leastExpected the smallest E; below 5 p is rough
 */
public record ChiSquared(double statistic, int degreesOfFreedom, double p, double leastExpected) {

  /** Tests a table of counts, {@code counts[row][column]}. */
  public static ChiSquared test(long[][] counts) {
    double[] rowSums = Arrays.stream(counts).mapToDouble(r -> Arrays.stream(r).sum()).toArray();
    double[] columnSums = columnSums(counts);
    double total = Arrays.stream(rowSums).sum();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rowSums.length; r++) {
      for (int c = 0; c < columnSums.length; c++) {
        double expected = rowSums[r] * columnSums[c] / total;
        if (expected > 0) {
          double difference = counts[r][c] - expected;
          sum += difference * difference / expected;
          least = Math.min(least, expected);
        }
      }
    }
    int freedom = Math.max(0, (held(rowSums) - 1) * (held(columnSums) - 1));
    double p = freedom == 0 ? 1 : Gamma.regularizedGammaQ(freedom / 2.0, sum / 2);
    return new ChiSquared(sum, freedom, p, least);
  }

  private static double[] columnSums(long[][] counts) {
    double[] sums = new double[counts.length == 0 ? 0 : counts[0].length];
    for (long[] row : counts) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += row[c];
      }
    }
    return sums;
  }

  private static int held(double[] sums) {
    return (int) Arrays.stream(sums).filter(s -> s > 0).count();
  }
}
