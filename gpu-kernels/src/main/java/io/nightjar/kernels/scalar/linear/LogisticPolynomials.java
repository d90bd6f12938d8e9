package io.nightjar.kernels.scalar.linear;

/**
 * e^−t for t ≥ 0 and log1p(e) for e in [0, 1] without a branch, so that loops over them become
 * vector code, and so that every backend of the JVM gets the same bits: all evaluate the same
 * expressions in the same order, without fused multiplication and addition.
 *
 * <ul>
 *   <li>e^−t = 2^−k·e^r, k = t/ln 2 rounded, r = k·ln 2 − t in ±½·ln 2; e^r by its Chebyshev
 *       interpolant of degree 11 (relative error 2e-17)
 *   <li>log1p(e) = 2·artanh(s), s = e/(2 + e) in [0, ⅓]; 2·artanh(s)/s by its Chebyshev interpolant
 *       of degree 10 in s² (relative error 3e-18)
 * </ul>
 */
public final class LogisticPolynomials {
  /** Greater t count as this one, whose e^−t is 3e-308. */
  public static final double GREATEST = 708;

  /** 1/ln 2. */
  public static final double LOG2E = 1.4426950408889634;

  /** Adding and taking away 1.5·2⁵² rounds to the nearest whole number. */
  public static final double ROUNDER = 6755399441055744.0;

  /** ln 2, its leading 32 bits: k times it is exact. */
  public static final double LN2_HIGH = 6.93147180369123816490e-01;

  /** ln 2, the rest. */
  public static final double LN2_LOW = 1.90821492927058770002e-10;

  /** m·this, clamped to 0..1, is 1 for every positive m but the very smallest. */
  public static final double STEEP = 1e300;

  // Coefficients of e^r; the first two are 1.
  public static final double EXP2 = 0.5000000000000019;
  public static final double EXP3 = 0.1666666666666668;
  public static final double EXP4 = 0.04166666666648795;
  public static final double EXP5 = 0.008333333333319589;
  public static final double EXP6 = 0.0013888888952352863;
  public static final double EXP7 = 0.00019841269890076403;
  public static final double EXP8 = 2.4801485441561313e-05;
  public static final double EXP9 = 2.755724088722987e-06;
  public static final double EXP10 = 2.763265472252779e-07;
  public static final double EXP11 = 2.511004920481866e-08;

  // Coefficients of 2·artanh(s)/s in s²; the first is 2.
  public static final double LOG1 = 0.6666666666666615;
  public static final double LOG2 = 0.40000000000185926;
  public static final double LOG3 = 0.28571428545431754;
  public static final double LOG4 = 0.22222224082160497;
  public static final double LOG5 = 0.18181740781515607;
  public static final double LOG6 = 0.15386615157236228;
  public static final double LOG7 = 0.13300359007217546;
  public static final double LOG8 = 0.12110290643250379;
  public static final double LOG9 = 0.08323960643371013;
  public static final double LOG10 = 0.17045199264557803;

  /** 2^−k by k. */
  private static final double[] HALVED = halved();

  private LogisticPolynomials() {}

  /** k of e^−t = 2^−k·e^r, a whole number in 0..1021. */
  static double exponent(double t) {
    return (t * LOG2E + ROUNDER) - ROUNDER;
  }

  /** e^r, r = k·ln 2 − t. */
  static double mantissa(double t, double k) {
    double r = (k * LN2_HIGH - t) + k * LN2_LOW;
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = (1 + r) + (EXP2 + EXP3 * r) * r2;
    double middle = (EXP4 + EXP5 * r) + (EXP6 + EXP7 * r) * r2;
    double high = (EXP8 + EXP9 * r) + (EXP10 + EXP11 * r) * r2;
    return (low + middle * r4) + high * (r4 * r4);
  }

  /** 2^−k. */
  static double power(double k) {
    return HALVED[(int) k];
  }

  /** log1p(e). */
  static double log1p(double e) {
    double s = e / (2 + e);
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = (2 + LOG1 * z) + (LOG2 + LOG3 * z) * z2;
    double middle = (LOG4 + LOG5 * z) + (LOG6 + LOG7 * z) * z2;
    double high = (LOG8 + LOG9 * z) + LOG10 * z2;
    return s * ((low + middle * z4) + high * (z4 * z4));
  }

  private static double[] halved() {
    double[] powers = new double[1022];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = Math.scalb(1.0, -k);
    }
    return powers;
  }
}
