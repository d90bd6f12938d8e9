package io.nightjar.kernels.simd.linear;

import static io.nightjar.kernels.scalar.linear.LogisticPolynomials.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link io.nightjar.kernels.scalar.linear.LogisticPolynomials}, operation for
 * operation.
 */
final class VectorPolynomials {
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;

  private VectorPolynomials() {}

  /** {@code limit} where x is less: cheaper than max, which minds NaN and the sign of zero. */
  static DoubleVector atLeast(DoubleVector x, double limit) {
    return x.blend(limit, x.compare(VectorOperators.LT, limit));
  }

  /** {@code limit} where x is greater. */
  static DoubleVector atMost(DoubleVector x, double limit) {
    return x.blend(limit, x.compare(VectorOperators.GT, limit));
  }

  /** e^x for |x| at most GREATEST. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounded = x.fma(all(LOG2E), all(ROUNDER));
    DoubleVector k = rounded.sub(ROUNDER);
    DoubleVector r = k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), x));
    LongVector power = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE);
    return mantissa(r).mul(power.reinterpretAsDoubles());
  }

  private static DoubleVector mantissa(DoubleVector r) {
    DoubleVector r2 = r.mul(r);
    DoubleVector r4 = r2.mul(r2);
    DoubleVector low = linear(r, EXP3, EXP2).fma(r2, r.add(1));
    DoubleVector middle = linear(r, EXP7, EXP6).fma(r2, linear(r, EXP5, EXP4));
    DoubleVector high = linear(r, EXP11, EXP10).fma(r2, linear(r, EXP9, EXP8));
    return high.fma(r4.mul(r4), middle.fma(r4, low));
  }

  /** 2·artanh(s). */
  static DoubleVector artanh2(DoubleVector s) {
    DoubleVector z = s.mul(s);
    DoubleVector z2 = z.mul(z);
    DoubleVector z4 = z2.mul(z2);
    DoubleVector low = linear(z, LOG3, LOG2).fma(z2, linear(z, LOG1, 2));
    DoubleVector middle = linear(z, LOG7, LOG6).fma(z2, linear(z, LOG5, LOG4));
    DoubleVector high = z2.fma(all(LOG10), linear(z, LOG9, LOG8));
    return s.mul(high.fma(z4.mul(z4), middle.fma(z4, low)));
  }

  /** log(v), v at least 1. */
  static DoubleVector log(DoubleVector v) {
    LongVector bits = v.reinterpretAsLongs();
    LongVector k = bits.sub(LEAST_FRACTION).lanewise(VectorOperators.LSHR, 52);
    DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    LongVector whole = LongVector.broadcast(LONGS, Double.doubleToRawLongBits(WHOLE));
    DoubleVector real = k.or(whole).reinterpretAsDoubles().sub(WHOLE);
    DoubleVector low = real.fma(all(LN2_LOW), artanh2(f.sub(1).div(f.add(1))));
    return real.fma(all(LN2_HIGH), low);
  }

  private static DoubleVector linear(DoubleVector x, double slope, double constant) {
    return x.fma(all(slope), all(constant));
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }
}
