package io.nightjar.kernels.scalar.linear.loss;

/**
 * e^x, log1p(e) for e in [0, 1] and log(v) for v ≥ 1 without a branch, so that loops over them
 * become vector code, and so that every backend of the JVM gets the same bits: all evaluate the
 * same expressions in the same order, with fused multiplication and addition.
 *
 * <ul>
 *   <li>e^x = 2^k·e^r, k = x/ln 2 rounded, r = x − k·ln 2 in ±½·ln 2; e^r by its Chebyshev
 *       interpolant of degree 11 (relative error 2e-17)
 *   <li>log1p(e) = 2·artanh(s), s = e/(2 + e) in [0, ⅓]; 2·artanh(s)/s by its Chebyshev interpolant
 *       of degree 10 in s² (relative error 3e-18)
 *   <li>log(v) = k·ln 2 + 2·artanh(s), v = 2^k·f, f in [¾, 1½), s = (f − 1)/(f + 1) in ±⅕
 * </ul>
 */
public final class LogisticPolynomials {
  /** Numbers beyond ± this count as ± this: e to their powers is 3e307 and 3e-308. */
  public static final double GREATEST = 708;

  /** 1/ln 2. */
  public static final double LOG2E = 1.4426950408889634;

  /** Adding and taking away 1.5·2⁵² rounds to the nearest whole number. */
  public static final double ROUNDER = 6755399441055744.0;

  /** ln 2, its leading 32 bits: k times it is exact. */
  public static final double LN2_HIGH = 6.93147180369123816490e-01;

  /** ln 2, the rest. */
  public static final double LN2_LOW = 1.90821492927058770002e-10;

  /** The bits of 1.0; adding k to its exponent gives 2^k. */
  public static final long ONE = 1023L << 52;

  /** The bits of ¾, where f begins. */
  public static final long LEAST_FRACTION = 0x3FE8_0000_0000_0000L;

  /** 2⁵²; a whole number below it, put into the low bits of this one, makes their sum. */
  public static final double WHOLE = 0x1p52;

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

  private LogisticPolynomials() {}

  /** k of e^x = 2^k·e^r, as k + {@link #ROUNDER}; |x| is at most {@link #GREATEST}. */
  static double rounded(double x) {
    return Math.fma(x, LOG2E, ROUNDER);
  }

  /** e^r, r = x − k·ln 2. */
  static double mantissa(double x, double rounded) {
    double k = rounded - ROUNDER;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = Math.fma(Math.fma(r, EXP3, EXP2), r2, r + 1);
    double middle = Math.fma(Math.fma(r, EXP7, EXP6), r2, Math.fma(r, EXP5, EXP4));
    double high = Math.fma(Math.fma(r, EXP11, EXP10), r2, Math.fma(r, EXP9, EXP8));
    return Math.fma(high, r4 * r4, Math.fma(middle, r4, low));
  }

  /** 2^k: k stands in the low bits of the rounded number, which has none of its own there. */
  static double power(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) << 52) + ONE);
  }

  /** 2·artanh(s), |s| at most ⅓. */
  static double artanh2(double s) {
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = Math.fma(Math.fma(z, LOG3, LOG2), z2, Math.fma(z, LOG1, 2));
    double middle = Math.fma(Math.fma(z, LOG7, LOG6), z2, Math.fma(z, LOG5, LOG4));
    double high = Math.fma(z2, LOG10, Math.fma(z, LOG9, LOG8));
    return s * Math.fma(high, z4 * z4, Math.fma(middle, z4, low));
  }

  /** log(v), v finite and at least 1. */
  static double log(double v) {
    long bits = Double.doubleToRawLongBits(v);
    long k = (bits - LEAST_FRACTION) >>> 52;
    double f = Double.longBitsToDouble(bits - (k << 52));
    double real = Double.longBitsToDouble(k | Double.doubleToRawLongBits(WHOLE)) - WHOLE;
    double low = Math.fma(real, LN2_LOW, artanh2((f - 1) / (f + 1)));
    return Math.fma(real, LN2_HIGH, low);
  }
}
