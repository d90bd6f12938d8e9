package io.nightjar.scorer;

/**
 * From margins to probabilities, the same bits on every machine: {@link StrictMath#exp} and sums in
 * class order.
 */
public final class Activation {
  private Activation() {}

  /** 1 / (1 + e^−m), without overflow for any finite margin. */
  public static double logistic(double margin) {
    double odds = StrictMath.exp(-Math.abs(margin));
    return (margin >= 0 ? 1 : odds) / (1 + odds);
  }

  /** Replaces margins m by e^(mₖ − max) / Σ e^(mⱼ − max). */
  public static void softmax(double[] margins) {
    double max = Double.NEGATIVE_INFINITY;
    for (double margin : margins) {
      max = Math.max(max, margin);
    }
    double sum = 0;
    for (int k = 0; k < margins.length; k++) {
      margins[k] = StrictMath.exp(margins[k] - max);
      sum += margins[k];
    }
    for (int k = 0; k < margins.length; k++) {
      margins[k] /= sum;
    }
  }

  /**
   * Replaces votes by their shares: what is negative counts as 0, and where nothing is left all are
   * alike.
   */
  public static void shares(double[] votes) {
    double sum = 0;
    for (int k = 0; k < votes.length; k++) {
      votes[k] = Math.max(0, votes[k]);
      sum += votes[k];
    }
    for (int k = 0; k < votes.length; k++) {
      votes[k] = sum > 0 ? votes[k] / sum : 1.0 / votes.length;
    }
  }
}
