package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.simd.lanes.VectorDoubles.add;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.bits;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.blend;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.div;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.fma;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.greater;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.less;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.mul;
import static io.nightjar.kernels.simd.lanes.VectorDoubles.sub;

import io.nightjar.kernels.scalar.linear.loss.LogisticPolynomials;
import io.nightjar.kernels.simd.lanes.VectorDoubles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link LogisticPolynomials}, operation for operation. Numbers are constant
 * vectors, because a broadcast is a chain of calls, and the compiler gives up on chains that are
 * too deep: then every operation allocates.
 */
final class VectorPolynomials {
  static final DoubleVector ZERO = VectorDoubles.all(0);
  static final DoubleVector ONE = VectorDoubles.all(1);
  static final DoubleVector TWO = VectorDoubles.all(2);
  static final DoubleVector LEAST = VectorDoubles.all(-LogisticPolynomials.GREATEST);

  private static final DoubleVector LOG2E = VectorDoubles.all(LogisticPolynomials.LOG2E);
  private static final DoubleVector ROUNDER = VectorDoubles.all(LogisticPolynomials.ROUNDER);
  private static final DoubleVector EXP2 = VectorDoubles.all(LogisticPolynomials.EXP2);
  private static final DoubleVector EXP3 = VectorDoubles.all(LogisticPolynomials.EXP3);
  private static final DoubleVector EXP4 = VectorDoubles.all(LogisticPolynomials.EXP4);
  private static final DoubleVector EXP5 = VectorDoubles.all(LogisticPolynomials.EXP5);
  private static final DoubleVector EXP6 = VectorDoubles.all(LogisticPolynomials.EXP6);
  private static final DoubleVector EXP7 = VectorDoubles.all(LogisticPolynomials.EXP7);
  private static final DoubleVector EXP8 = VectorDoubles.all(LogisticPolynomials.EXP8);
  private static final DoubleVector EXP9 = VectorDoubles.all(LogisticPolynomials.EXP9);
  private static final DoubleVector EXP10 = VectorDoubles.all(LogisticPolynomials.EXP10);
  private static final DoubleVector EXP11 = VectorDoubles.all(LogisticPolynomials.EXP11);
  static final DoubleVector LOG1 = VectorDoubles.all(LogisticPolynomials.LOG1);
  static final DoubleVector LOG2 = VectorDoubles.all(LogisticPolynomials.LOG2);
  static final DoubleVector LOG3 = VectorDoubles.all(LogisticPolynomials.LOG3);
  static final DoubleVector LOG4 = VectorDoubles.all(LogisticPolynomials.LOG4);
  static final DoubleVector LOG5 = VectorDoubles.all(LogisticPolynomials.LOG5);
  static final DoubleVector LOG6 = VectorDoubles.all(LogisticPolynomials.LOG6);
  static final DoubleVector LOG7 = VectorDoubles.all(LogisticPolynomials.LOG7);
  static final DoubleVector LOG8 = VectorDoubles.all(LogisticPolynomials.LOG8);
  static final DoubleVector LOG9 = VectorDoubles.all(LogisticPolynomials.LOG9);
  static final DoubleVector LOG10 = VectorDoubles.all(LogisticPolynomials.LOG10);
  private static final DoubleVector LN2_HIGH = VectorDoubles.all(LogisticPolynomials.LN2_HIGH);
  private static final DoubleVector LN2_LOW = VectorDoubles.all(LogisticPolynomials.LN2_LOW);
  private static final DoubleVector WHOLE = VectorDoubles.all(LogisticPolynomials.WHOLE);
  private static final DoubleVector MINUS_LN2_HIGH =
      VectorDoubles.all(-LogisticPolynomials.LN2_HIGH);
  private static final DoubleVector MINUS_LN2_LOW = VectorDoubles.all(-LogisticPolynomials.LN2_LOW);
  private static final LongVector ONE_BITS = all(LogisticPolynomials.ONE);
  private static final LongVector WHOLE_BITS =
      all(Double.doubleToRawLongBits(LogisticPolynomials.WHOLE));
  private static final LongVector LEAST_FRACTION = all(LogisticPolynomials.LEAST_FRACTION);

  private VectorPolynomials() {}

  /** {@code limit} where x is less: cheaper than max, which minds NaN and the sign of zero. */
  static DoubleVector atLeast(DoubleVector x, DoubleVector limit) {
    return blend(x, limit, less(x, limit));
  }

  /** {@code limit} where x is greater. */
  static DoubleVector atMost(DoubleVector x, DoubleVector limit) {
    return blend(x, limit, greater(x, limit));
  }

  /** e^x for |x| at most GREATEST. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounded = fma(x, LOG2E, ROUNDER);
    DoubleVector k = sub(rounded, ROUNDER);
    DoubleVector r = fma(k, MINUS_LN2_LOW, fma(k, MINUS_LN2_HIGH, x));
    LongVector shifted = bits(rounded).lanewise(VectorOperators.LSHL, 52);
    return mul(mantissa(r), shifted.add(ONE_BITS).reinterpretAsDoubles());
  }

  private static DoubleVector mantissa(DoubleVector r) {
    DoubleVector r2 = mul(r, r);
    DoubleVector r4 = mul(r2, r2);
    DoubleVector low = fma(fma(r, EXP3, EXP2), r2, add(r, ONE));
    DoubleVector middle = fma(fma(r, EXP7, EXP6), r2, fma(r, EXP5, EXP4));
    DoubleVector high = fma(fma(r, EXP11, EXP10), r2, fma(r, EXP9, EXP8));
    return fma(high, mul(r4, r4), fma(middle, r4, low));
  }

  /** 2·artanh(s). */
  static DoubleVector artanh2(DoubleVector s) {
    DoubleVector z = mul(s, s);
    DoubleVector z2 = mul(z, z);
    DoubleVector z4 = mul(z2, z2);
    DoubleVector low = fma(fma(z, LOG3, LOG2), z2, fma(z, LOG1, TWO));
    DoubleVector middle = fma(fma(z, LOG7, LOG6), z2, fma(z, LOG5, LOG4));
    DoubleVector high = fma(z2, LOG10, fma(z, LOG9, LOG8));
    return mul(s, fma(high, mul(z4, z4), fma(middle, z4, low)));
  }

  /** log(v), v at least 1. */
  static DoubleVector log(DoubleVector v) {
    LongVector bits = bits(v);
    LongVector k = bits.sub(LEAST_FRACTION).lanewise(VectorOperators.LSHR, 52);
    DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    DoubleVector real = sub(k.or(WHOLE_BITS).reinterpretAsDoubles(), WHOLE);
    DoubleVector low = fma(real, LN2_LOW, artanh2(div(sub(f, ONE), add(f, ONE))));
    return fma(real, LN2_HIGH, low);
  }

  private static LongVector all(long value) {
    return LongVector.broadcast(LongVector.SPECIES_256, value);
  }
}
