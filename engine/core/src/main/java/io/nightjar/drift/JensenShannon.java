package io.nightjar.drift;

/**
 * The Jensen–Shannon distance √(½KL(p‖m) + ½KL(q‖m)), m = (p + q)/2, base 2: 0 equal, 1 disjoint.
 */
public final class JensenShannon {
  private static final double LN_2 = Math.log(2);

  private JensenShannon() {}

  /** The distance between two vectors of shares that each sum to 1. */
  public static double distance(double[] p, double[] q) {
    double divergence = 0;
    for (int b = 0; b < p.length; b++) {
      double m = (p[b] + q[b]) / 2;
      divergence += (term(p[b], m) + term(q[b], m)) / 2;
    }
    return Math.sqrt(Math.max(0, divergence));
  }

  private static double term(double share, double mean) {
    return share == 0 ? 0 : share * Math.log(share / mean) / LN_2;
  }
}
