package io.nightjar.spark.train.elementary;

/**
 * eˣ in explicit steps, so that every machine gets the same bits: x = k·ln 2 + r, |r| ≤ ½·ln 2, and
 * Taylor's polynomial of degree 13 for eʳ (relative error 4e-17 before rounding) by fused
 * multiplication and addition; and what losses make of it, shares and logarithms of 1 + eˣ.
 *
 * <p>Of many numbers it comes in loops so short that the compiler makes vectors of each; it does
 * not where a bound and a sign, or an array that is not read from its start, share one.
 */
public final class Exponential {
  /** Arguments are clamped to ± this one; its power is 1e304. */
  private static final double GREATEST = 700;

  private static final double LOG2E = 1.4426950408889634;
  private static final double ROUNDER = 6755399441055744.0;
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final int MANTISSA_BITS = 52;

  private Exponential() {}

  /** eˣ within two units in the last place, for x in ± {@value #GREATEST}. */
  public static double exp(double x) {
    double clamped = clamped(x);
    double rounded = clamped * LOG2E + ROUNDER;
    return fraction(clamped, rounded - ROUNDER) * power(rounded);
  }

  private static double clamped(double x) {
    return Math.max(-GREATEST, Math.min(GREATEST, x));
  }

  /** e^(x − k·ln 2). */
  private static double fraction(double x, double k) {
    double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    double r2 = r * r;
    double r4 = r2 * r2;
    double a = Math.fma(Math.fma(1.0 / 6, r, 0.5), r2, 1 + r);
    double b = Math.fma(Math.fma(1.0 / 5040, r, 1.0 / 720), r2, Math.fma(1.0 / 120, r, 1.0 / 24));
    double c =
        Math.fma(
            Math.fma(1.0 / 39916800, r, 1.0 / 3628800), r2, Math.fma(1.0 / 362880, r, 1.0 / 40320));
    double d = Math.fma(1.0 / 6227020800.0, r, 1.0 / 479001600);
    return Math.fma(Math.fma(Math.fma(d, r4, c), r4, b), r4, a);
  }

  /** 2ᵏ of k + {@link #ROUNDER}, whose last bits are k; 1 of NaN. */
  private static double power(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) << MANTISSA_BITS) + ONE);
  }

  /** 1/(1 + e^−m). */
  public static double sigmoid(double m) {
    return 1 / (1 + exp(-m));
  }

  /**
   * {@link #sigmoid} of some numbers.
   *
   * @param m of which those from {@code from} on are read
   * @param p as many as are wanted, written
   * @param scratch as long as {@code p} at least
   */
  public static void sigmoids(double[] m, int from, double[] p, double[] scratch) {
    System.arraycopy(m, from, p, 0, p.length);
    for (int i = 0; i < p.length; i++) {
      p[i] = clamped(p[i]);
    }
    raise(p, scratch);
    for (int i = 0; i < p.length; i++) {
      p[i] = 1 / (1 + p[i]);
    }
  }

  /** Puts e^−x in the place of each x within ± {@value #GREATEST}. */
  private static void raise(double[] x, double[] scratch) {
    for (int i = 0; i < x.length; i++) {
      double negative = -x[i];
      double rounded = negative * LOG2E + ROUNDER;
      scratch[i] = rounded;
      x[i] = fraction(negative, rounded - ROUNDER);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] *= power(scratch[i]);
    }
  }

  /**
   * log(1 + e) of a number in 0..1, within four units in the last place: 2·artanh(e/(2 + e)), whose
   * series ends at its 31st power.
   */
  public static double log1p(double e) {
    double s = e / (2 + e);
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double a = Math.fma(Math.fma(1.0 / 7, z, 1.0 / 5), z2, Math.fma(1.0 / 3, z, 1));
    double b = Math.fma(Math.fma(1.0 / 15, z, 1.0 / 13), z2, Math.fma(1.0 / 11, z, 1.0 / 9));
    double c = Math.fma(Math.fma(1.0 / 23, z, 1.0 / 21), z2, Math.fma(1.0 / 19, z, 1.0 / 17));
    double d = Math.fma(Math.fma(1.0 / 31, z, 1.0 / 29), z2, Math.fma(1.0 / 27, z, 1.0 / 25));
    return 2 * s * Math.fma(Math.fma(Math.fma(d, z4, c), z4, b), z4, a);
  }

  /**
   * e = e^−|m| and log(1 + e) of some numbers, as {@link #exp} and {@link #log1p} give them.
   *
   * @param m read
   * @param e as long as {@code m}, written
   * @param log as long as {@code m}, written
   */
  public static void tails(double[] m, double[] e, double[] log) {
    for (int i = 0; i < m.length; i++) {
      e[i] = Math.abs(m[i]);
    }
    for (int i = 0; i < m.length; i++) {
      e[i] = Math.min(GREATEST, e[i]);
    }
    raise(e, log);
    for (int i = 0; i < m.length; i++) {
      log[i] = log1p(e[i]);
    }
  }

  /** log(1 + eᵐ). */
  public static double softplus(double m) {
    return Math.max(m, 0) + StrictMath.log1p(exp(-Math.abs(m)));
  }
}
