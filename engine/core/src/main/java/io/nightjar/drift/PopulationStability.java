package io.nightjar.drift;

import io.nightjar.metrics.MetricValue;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * The population stability index Σ(q − p)·ln(q/p) over bins frozen with the reference; p and q are
 * floored at 10⁻⁴ and not renormalised. 0.10 and 0.25 are conventions, not tests: read it with n.
 */
public final class PopulationStability {
  private static final double FLOOR = 1e-4;

  private PopulationStability() {}

  /** The index of shares {@code q} against reference shares {@code p}, bin by bin. */
  public static double index(double[] p, double[] q) {
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      double reference = Math.max(p[b], FLOOR);
      double current = Math.max(q[b], FLOOR);
      sum += (current - reference) * Math.log(current / reference);
    }
    return sum;
  }

  /** The index of counts; insufficient where a side is empty. */
  public static MetricValue index(long[] reference, long[] current) {
    long n = Arrays.stream(reference).sum();
    long m = Arrays.stream(current).sum();
    if (n == 0 || m == 0) {
      return MetricValue.insufficient(
          "there are no " + (n == 0 ? "reference" : "current") + " rows");
    }
    return MetricValue.of(index(shares(reference, n), shares(current, m)));
  }

  private static double[] shares(long[] counts, long total) {
    return Arrays.stream(counts).mapToDouble(c -> c / (double) total).toArray();
  }

  /**
   * How probable an index at least this great is by chance alone: without drift it is about (1/n +
   * 1/m)·χ² with bins − 1 degrees of freedom (Yurdakul 2018), which is large for small samples.
   */
  public static double chance(double index, int bins, long n, long m) {
    double scale = 1.0 / n + 1.0 / m;
    return bins < 2 || index <= 0
        ? 1
        : Gamma.regularizedGammaQ((bins - 1) / 2.0, index / scale / 2);
  }
}
