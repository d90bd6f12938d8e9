package io.nightjar.metrics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The exact sum of float64 numbers: whatever the order and however the numbers are split and
 * merged, the result is the same to the last bit.
 *
 * <p>The sum is one long fixed-point number that covers the whole exponent range: chunk {@code i}
 * holds a multiple of {@code 2^(32 i − 1074)}, with 31 spare bits for carries (R. M. Neal, "Fast
 * exact summation using small and large superaccumulators", 2015). Not thread-safe.
 */
public final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNKS = 68;
  private static final long MASK = 0xffffffffL;
  private static final int BITS_BELOW_ONE = 1074;
  private static final int CARRY_EVERY = 1 << 30;

  private final long[] chunks = new long[CHUNKS];
  private int low = CHUNKS - 1;
  private int high;
  private int pending;

  /** Adds a finite number. */
  public void add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long mantissa = bits & 0xfffffffffffffL;
    if (exponent == 0x7ff) {
      throw new IllegalArgumentException("only finite numbers can be summed, not " + x);
    }
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << 52;
    }
    int at = (exponent - 1) >>> 5;
    int shift = (exponent - 1) & 31;
    long sign = bits >> 63;
    chunks[at] += signed((mantissa << shift) & MASK, sign);
    chunks[at + 1] += signed((mantissa >>> (32 - shift)) & MASK, sign);
    chunks[at + 2] += signed((mantissa >>> 32) >>> (32 - shift), sign);
    low = Math.min(low, at);
    high = Math.max(high, at + 2);
    if (++pending == CARRY_EVERY) {
      carry();
    }
  }

  /** Adds the product {@code a·b} without its rounding error (barring underflow). */
  public void addProduct(double a, double b) {
    double product = a * b;
    add(product);
    add(Math.fma(a, b, -product));
  }

  /** Adds {@code a·b²} without rounding error (barring underflow). */
  public void addProductOfSquare(double a, double b) {
    double product = a * b;
    addProduct(product, b);
    addProduct(Math.fma(a, b, -product), b);
  }

  /** Adds all that the other has summed. */
  public void add(ExactSum other) {
    other.carry();
    carry();
    for (int i = other.low; i <= other.high; i++) {
      chunks[i] += other.chunks[i];
    }
    low = Math.min(low, other.low);
    high = Math.max(high, other.high);
    carry();
  }

  /** The sum as a double: a function of the exact sum alone, within one unit in the last place. */
  public double doubleValue() {
    carry();
    if (chunks[high] < 0) {
      ExactSum opposite = negated();
      return -opposite.doubleValue();
    }
    int top = high;
    while (top > 0 && chunks[top] == 0) {
      top--;
    }
    double value = chunks[top] * 0x1p32 + below(top, 1);
    return Math.scalb(value * 0x1p32 + below(top, 2), 32 * (top - 2) - BITS_BELOW_ONE);
  }

  /** The sum, exactly. */
  public BigDecimal exactValue() {
    carry();
    BigInteger scaled = BigInteger.ZERO;
    for (int i = high; i >= low; i--) {
      scaled = scaled.shiftLeft(32).add(BigInteger.valueOf(chunks[i]));
    }
    int power = 32 * Math.min(low, high) - BITS_BELOW_ONE;
    return power >= 0
        ? new BigDecimal(scaled.shiftLeft(power))
        : new BigDecimal(scaled.multiply(BigInteger.valueOf(5).pow(-power)), -power);
  }

  private double below(int top, int steps) {
    return top >= steps ? chunks[top - steps] : 0;
  }

  private static long signed(long magnitude, long sign) {
    return (magnitude ^ sign) - sign;
  }

  private ExactSum negated() {
    ExactSum opposite = new ExactSum();
    for (int i = low; i <= high; i++) {
      opposite.chunks[i] = -chunks[i];
    }
    opposite.low = low;
    opposite.high = high;
    return opposite;
  }

  /** Brings every chunk but the highest into 0 .. 2³²−1; the highest carries the sign. */
  private void carry() {
    for (int i = low; i < high || (i == high && mustGrow()); i++) {
      high = Math.max(high, i + 1);
      long over = chunks[i] >> 32;
      chunks[i] &= MASK;
      chunks[i + 1] += over;
    }
    pending = 0;
  }

  private boolean mustGrow() {
    return high < CHUNKS - 1 && Math.abs(chunks[high]) > MASK;
  }
}
