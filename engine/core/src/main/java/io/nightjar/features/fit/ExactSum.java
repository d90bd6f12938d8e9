package io.nightjar.features.fit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of finite doubles without any rounding, so that it doesn't depend on the order of the
 * terms: a fixed-point number as wide as the range of a double, in digits of 32 bits (the small
 * superaccumulator of Neal 2015, "Fast exact summation using small and large superaccumulators").
 * Not safe for several threads.
 */
final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = 0xFFFFFFFFL;

  /** 2045 + 84 bits of shifted mantissas, and room for the carries of 2⁶³ terms. */
  private static final int DIGITS = 70;

  private static final int MANTISSA_BITS = 52;
  private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;

  /** The exponent of the lowest bit: Double.MIN_VALUE is 2⁻¹⁰⁷⁴. */
  private static final int LOWEST = 1074;

  private static final int TERMS_BEFORE_CARRY = 1 << 29;

  private final long[] digits = new long[DIGITS];
  private int pending;

  /** Adds a finite term. */
  void add(double term) {
    long bits = Double.doubleToRawLongBits(term);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    long fraction = bits & (HIDDEN_BIT - 1);
    long mantissa = exponent == 0 ? fraction : fraction | HIDDEN_BIT;
    add(mantissa, bits < 0 ? -1 : 1, Math.max(exponent, 1) - 1);
  }

  /**
   * Adds units·2^exponent.
   *
   * @param units more than Long.MIN_VALUE
   * @param exponent −1074..971
   */
  void add(long units, int exponent) {
    add(Math.abs(units), Long.signum(units), exponent + LOWEST);
  }

  private void add(long magnitude, long sign, int position) {
    int digit = position / DIGIT_BITS;
    int shift = position % DIGIT_BITS;
    long low = (magnitude << shift) & DIGIT_MASK;
    long middle = (magnitude >>> (DIGIT_BITS - shift)) & DIGIT_MASK;
    long high = (magnitude >>> DIGIT_BITS) >>> (DIGIT_BITS - shift);
    digits[digit] += sign * low;
    digits[digit + 1] += sign * middle;
    digits[digit + 2] += sign * high;
    if (++pending == TERMS_BEFORE_CARRY) {
      carry();
    }
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < DIGITS; i++) {
      digits[i] += other.digits[i];
    }
    carry();
  }

  /** The sum, exactly. */
  BigDecimal value() {
    carry();
    BigInteger sum = BigInteger.ZERO;
    for (int i = DIGITS - 1; i >= 0; i--) {
      sum = sum.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[i]));
    }
    int zeros = Math.max(0, sum.getLowestSetBit());
    int scale = LOWEST - zeros;
    BigInteger odd = sum.shiftRight(zeros);
    return scale <= 0
        ? new BigDecimal(odd.shiftLeft(-scale))
        : new BigDecimal(odd.multiply(BigInteger.valueOf(5).pow(scale)), scale); // 2⁻ˢ = 5ˢ·10⁻ˢ
  }

  private void carry() {
    for (int i = 0; i < DIGITS - 1; i++) {
      digits[i + 1] += digits[i] >> DIGIT_BITS;
      digits[i] &= DIGIT_MASK;
    }
    pending = 0;
  }
}
