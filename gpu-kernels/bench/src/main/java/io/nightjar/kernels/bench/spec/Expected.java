package io.nightjar.kernels.bench.spec;

import java.util.Arrays;

/**
 * Right results, and how far from each a sound implementation may end.
 *
 * @param values in the order of {@link Call#results()}
 * @param bounds greatest |result − value|, as many as values
 */
public record Expected(double[] values, double[] bounds) {
  /** Half a unit in the last place of 1 in float32. */
  public static final double ROUNDING = 0x1p-24;

  /** Results that every backend gives bit for bit. */
  public static Expected exactly(double[] values) {
    return new Expected(values, new double[values.length]);
  }

  /** Results that may be off by a share of the largest of them. */
  public static Expected within(double[] values, double share) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double[] bounds = new double[values.length];
    Arrays.fill(bounds, share * largest);
    return new Expected(values, bounds);
  }

  /**
   * What a float32 sum of n terms may lose per unit of Σ|term|: rounding errors of random sign grow
   * like √n (Higham and Mary, "A new approach to probabilistic rounding error analysis", 2019).
   */
  public static double sumError(long n) {
    return 8 * ROUNDING * (2 + Math.sqrt(n));
  }

  /** What is wrong with these results; empty where nothing is. */
  public String fault(double[] got) {
    if (got.length != values.length) {
      return got.length + " results in place of " + values.length;
    }
    for (int i = 0; i < got.length; i++) {
      if (Double.compare(got[i], values[i]) != 0 && !(Math.abs(got[i] - values[i]) <= bounds[i])) {
        return "result "
            + i
            + " is "
            + got[i]
            + " in place of "
            + values[i]
            + "; may be off by "
            + bounds[i];
      }
    }
    return "";
  }
}
