package io.nightjar.model.calibration;

/**
 * Platt scaling, P(f) = 1 / (1 + e^(A·f + B)), of the log odds f = ln p − ln(1 − p) of the model's
 * probability p (J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999, equation 1).
 * A = −1, B = 0 changes nothing.
 *
 * @param a A: 0 or less, so that the order of rows is kept
 * @param b B
 */
public record Sigmoid(double a, double b) implements ScoreMap {
  static final String METHOD = "platt";

  /** Probabilities are clipped to [ε, 1 − ε], as log loss does, so that log odds are finite. */
  public static final double EPSILON = 0x1p-52;

  public Sigmoid {
    if (!(a <= 0 && a > Double.NEGATIVE_INFINITY) || !Double.isFinite(b)) {
      throw new IllegalArgumentException(
          "platt has A = %s, B = %s; A must be 0 or less and both finite".formatted(a, b));
    }
  }

  @Override
  public double apply(double probability) {
    return falling(a * logOdds(probability) + b);
  }

  /** ln p − ln(1 − p) of a probability, −36.04..36.04. */
  public static double logOdds(double probability) {
    double p = Math.min(Math.max(probability, EPSILON), 1 - EPSILON);
    return StrictMath.log(p) - StrictMath.log1p(-p);
  }

  /** 1 / (1 + e^z), without overflow. */
  static double falling(double z) {
    if (z <= 0) {
      return 1 / (1 + StrictMath.exp(z));
    }
    double small = StrictMath.exp(-z);
    return small / (1 + small);
  }

  @Override
  public String text() {
    return METHOD;
  }

  @Override
  public String summary() {
    return "1 / (1 + e^(A·f + B)) of the log odds f, A = " + a + ", B = " + b;
  }
}
