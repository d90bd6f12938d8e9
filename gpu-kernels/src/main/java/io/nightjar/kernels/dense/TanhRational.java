package io.nightjar.kernels.dense;

/**
 * tanh(x) as x·P(x²)/Q(x²), P of degree 6, Q of degree 3, for |x| up to {@link #GREATEST}, where it
 * is ±1; it is never beyond. 1/(1 + e^−x) = ½ + ½·tanh(x/2). Every backend of the JVM evaluates the
 * same fused multiplications and additions in the same order. Greatest absolute error 4e-7 and
 * 2e-7.
 *
 * <p>Source of the coefficients: the minimax rational of Eigen's {@code ptanh}, with the limit that
 * it has beside fused multiplication and addition.
 */
public final class TanhRational {
  /** Greater |x| count as this one, whose tanh is 1. */
  public static final float GREATEST = 7.99881172180175781f;

  // Coefficients of P in x², from the lowest.
  public static final float P0 = 4.89352455891786e-03f;
  public static final float P1 = 6.37261928875436e-04f;
  public static final float P2 = 1.48572235717979e-05f;
  public static final float P3 = 5.12229709037114e-08f;
  public static final float P4 = -8.60467152213735e-11f;
  public static final float P5 = 2.00018790482477e-13f;
  public static final float P6 = -2.76076847742355e-16f;

  // Coefficients of Q in x², from the lowest.
  public static final float Q0 = 4.89352518554385e-03f;
  public static final float Q1 = 2.26843463243900e-03f;
  public static final float Q2 = 1.18534705686654e-04f;
  public static final float Q3 = 1.19825839466702e-06f;

  private TanhRational() {}

  /** tanh(x). */
  public static float tanh(float value) {
    float x = Math.min(Math.max(value, -GREATEST), GREATEST);
    float z = x * x;
    float p = Math.fma(P6, z, P5);
    p = Math.fma(p, z, P4);
    p = Math.fma(p, z, P3);
    p = Math.fma(p, z, P2);
    p = Math.fma(p, z, P1);
    p = Math.fma(p, z, P0);
    float q = Math.fma(Q3, z, Q2);
    q = Math.fma(q, z, Q1);
    q = Math.fma(q, z, Q0);
    return x * p / q;
  }

  /** 1/(1 + e^−x). */
  public static float sigmoid(float value) {
    return Math.fma(0.5f, tanh(0.5f * value), 0.5f);
  }
}
