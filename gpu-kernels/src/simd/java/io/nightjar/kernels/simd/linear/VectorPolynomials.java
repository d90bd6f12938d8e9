package io.nightjar.kernels.simd.linear;

import io.nightjar.kernels.scalar.linear.loss.LogisticPolynomials;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link LogisticPolynomials}, operation for operation. Numbers are constant
 * vectors, because a broadcast is a chain of calls, and the compiler gives up on chains that are
 * too deep: then every operation allocates.
 */
final class VectorPolynomials {
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  static final DoubleVector ZERO = all(0);
  static final DoubleVector ONE = all(1);
  static final DoubleVector TWO = all(2);
  static final DoubleVector LEAST = all(-LogisticPolynomials.GREATEST);

  private static final DoubleVector LOG2E = all(LogisticPolynomials.LOG2E);
  private static final DoubleVector ROUNDER = all(LogisticPolynomials.ROUNDER);
  private static final DoubleVector EXP2 = all(LogisticPolynomials.EXP2);
  private static final DoubleVector EXP3 = all(LogisticPolynomials.EXP3);
  private static final DoubleVector EXP4 = all(LogisticPolynomials.EXP4);
  private static final DoubleVector EXP5 = all(LogisticPolynomials.EXP5);
  private static final DoubleVector EXP6 = all(LogisticPolynomials.EXP6);
  private static final DoubleVector EXP7 = all(LogisticPolynomials.EXP7);
  private static final DoubleVector EXP8 = all(LogisticPolynomials.EXP8);
  private static final DoubleVector EXP9 = all(LogisticPolynomials.EXP9);
  private static final DoubleVector EXP10 = all(LogisticPolynomials.EXP10);
  private static final DoubleVector EXP11 = all(LogisticPolynomials.EXP11);
  static final DoubleVector LOG1 = all(LogisticPolynomials.LOG1);
  static final DoubleVector LOG2 = all(LogisticPolynomials.LOG2);
  static final DoubleVector LOG3 = all(LogisticPolynomials.LOG3);
  static final DoubleVector LOG4 = all(LogisticPolynomials.LOG4);
  static final DoubleVector LOG5 = all(LogisticPolynomials.LOG5);
  static final DoubleVector LOG6 = all(LogisticPolynomials.LOG6);
  static final DoubleVector LOG7 = all(LogisticPolynomials.LOG7);
  static final DoubleVector LOG8 = all(LogisticPolynomials.LOG8);
  static final DoubleVector LOG9 = all(LogisticPolynomials.LOG9);
  static final DoubleVector LOG10 = all(LogisticPolynomials.LOG10);
  private static final DoubleVector LN2_HIGH = all(LogisticPolynomials.LN2_HIGH);
  private static final DoubleVector LN2_LOW = all(LogisticPolynomials.LN2_LOW);
  private static final DoubleVector WHOLE = all(LogisticPolynomials.WHOLE);
  private static final DoubleVector MINUS_LN2_HIGH = all(-LogisticPolynomials.LN2_HIGH);
  private static final DoubleVector MINUS_LN2_LOW = all(-LogisticPolynomials.LN2_LOW);
  private static final LongVector ONE_BITS = bits(LogisticPolynomials.ONE);
  private static final LongVector WHOLE_BITS =
      bits(Double.doubleToRawLongBits(LogisticPolynomials.WHOLE));
  private static final LongVector LEAST_FRACTION = bits(LogisticPolynomials.LEAST_FRACTION);

  private VectorPolynomials() {}

  /** {@code limit} where x is less: cheaper than max, which minds NaN and the sign of zero. */
  static DoubleVector atLeast(DoubleVector x, DoubleVector limit) {
    return x.blend(limit, x.compare(VectorOperators.LT, limit));
  }

  /** {@code limit} where x is greater. */
  static DoubleVector atMost(DoubleVector x, DoubleVector limit) {
    return x.blend(limit, x.compare(VectorOperators.GT, limit));
  }

  /** e^x for |x| at most GREATEST. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounded = x.fma(LOG2E, ROUNDER);
    DoubleVector k = rounded.sub(ROUNDER);
    DoubleVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    LongVector shifted = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return mantissa(r).mul(shifted.add(ONE_BITS).reinterpretAsDoubles());
  }

  private static DoubleVector mantissa(DoubleVector r) {
    DoubleVector r2 = r.mul(r);
    DoubleVector r4 = r2.mul(r2);
    DoubleVector low = r.fma(EXP3, EXP2).fma(r2, r.add(ONE));
    DoubleVector middle = r.fma(EXP7, EXP6).fma(r2, r.fma(EXP5, EXP4));
    DoubleVector high = r.fma(EXP11, EXP10).fma(r2, r.fma(EXP9, EXP8));
    return high.fma(r4.mul(r4), middle.fma(r4, low));
  }

  /** 2·artanh(s). */
  static DoubleVector artanh2(DoubleVector s) {
    DoubleVector z = s.mul(s);
    DoubleVector z2 = z.mul(z);
    DoubleVector z4 = z2.mul(z2);
    DoubleVector low = z.fma(LOG3, LOG2).fma(z2, z.fma(LOG1, TWO));
    DoubleVector middle = z.fma(LOG7, LOG6).fma(z2, z.fma(LOG5, LOG4));
    DoubleVector high = z2.fma(LOG10, z.fma(LOG9, LOG8));
    return s.mul(high.fma(z4.mul(z4), middle.fma(z4, low)));
  }

  /** log(v), v at least 1. */
  static DoubleVector log(DoubleVector v) {
    LongVector bits = v.reinterpretAsLongs();
    LongVector k = bits.sub(LEAST_FRACTION).lanewise(VectorOperators.LSHR, 52);
    DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    DoubleVector real = k.or(WHOLE_BITS).reinterpretAsDoubles().sub(WHOLE);
    DoubleVector low = real.fma(LN2_LOW, artanh2(f.sub(ONE).div(f.add(ONE))));
    return real.fma(LN2_HIGH, low);
  }

  static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  private static LongVector bits(long value) {
    return LongVector.broadcast(LongVector.SPECIES_256, value);
  }
}
