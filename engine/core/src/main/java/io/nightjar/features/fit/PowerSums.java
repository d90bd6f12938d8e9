package io.nightjar.features.fit;

import java.util.Arrays;

/**
 * Exact sums of float32 numbers and of their squares, however far apart they lie: a number is a
 * whole one of 24 bits times a power of two, so that numbers of one power are added as whole
 * numbers, and only the sums of the powers go into an {@link ExactSum}. Not safe for several
 * threads.
 */
final class PowerSums {
  /** So many squares of 24 bits fit a long. */
  static final int MOST_TERMS = 1 << 15;

  private static final int MANTISSA_BITS = 23;
  private static final int FRACTION = (1 << MANTISSA_BITS) - 1;
  private static final int POWERS = 256;

  /** What a unit of the mantissa is worth at the biased exponent 0. */
  private static final int LOWEST = -150;

  /** By power, of even and odd rows apart, so that one need not wait for the other. */
  private final long[] sums = new long[2 * POWERS];

  private final long[] squares = new long[2 * POWERS];

  /** Adds finite numbers: {@code values[from]} to before {@code to}, MOST_TERMS at most. */
  void add(float[] values, int from, int to) {
    int i = from;
    for (; i < to - 1; i += 2) {
      add(Float.floatToRawIntBits(values[i]), 0);
      add(Float.floatToRawIntBits(values[i + 1]), 1);
    }
    if (i < to) {
      add(Float.floatToRawIntBits(values[i]), 0);
    }
  }

  private void add(int bits, int lane) {
    int exponent = (bits >>> MANTISSA_BITS) & (POWERS - 1);
    long mantissa = (bits & FRACTION) | ((-exponent >> 31) & (FRACTION + 1));
    int sign = bits >> 31;
    int at = 2 * exponent + lane;
    sums[at] += (mantissa ^ sign) - sign;
    squares[at] += mantissa * mantissa;
  }

  /** Adds the sums to others, and forgets them. */
  void moveTo(ExactSum sum, ExactSum ofSquares) {
    for (int power = 0; power < POWERS; power++) {
      int at = 2 * power;
      long units = squares[at] + squares[at + 1];
      if (units != 0) {
        int exponent = LOWEST + Math.max(1, power); // subnormal numbers have that of the least
        sum.add(sums[at] + sums[at + 1], exponent);
        ofSquares.add(units, 2 * exponent);
        Arrays.fill(sums, at, at + 2, 0);
        Arrays.fill(squares, at, at + 2, 0);
      }
    }
  }
}
