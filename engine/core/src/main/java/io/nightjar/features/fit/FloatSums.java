package io.nightjar.features.fit;

/**
 * Exact sums of float32 numbers and of their squares, and their range. Numbers come in tiles; those
 * of a tile mostly lie so close together that float64 additions round nothing.
 *
 * <p>With all numbers of a tile below 2^(E+1) and multiples of u = 2^(e−23), e the exponent of the
 * least that isn't 0, and n ≤ 2^10 of them: their sum is a multiple of u below 2^(E+11), exact
 * where E − e ≤ 19. A square x² is exact in float64, and is parted as x² = h + l with
 *
 * <pre>h = (x² + C) − C,  C = 1.5·2^k,  k = 2E + 11</pre>
 *
 * where h is a multiple of 2^(k−52), so that Σh &lt; 2^(2E+12) = 2^(k+1) is exact, and |l| ≤
 * 2^(k−53) is a multiple of u², so that Σ|l| ≤ 2^(k−43) is exact where k − 43 − (2e − 46) ≤ 53,
 * which is E − e ≤ 19 too (the extraction of Rump, Ogita and Oishi 2008, "Accurate floating-point
 * summation"). Other tiles go through {@link PowerSums}. Not safe for several threads.
 */
final class FloatSums {
  /** Numbers that are taken together; they stay in the processor's nearest cache. */
  static final int TILE = 1 << 10;

  /** E − e of a tile without roundings. */
  static final int MOST_POWERS_APART = 19;

  private static final int SIGN = 1 << 31;

  private final PowerSums powers = new PowerSums();
  private final ExactSum sum;
  private final ExactSum squares;
  private float min = Float.POSITIVE_INFINITY;
  private float max = Float.NEGATIVE_INFINITY;

  /** Sums that are added to others. */
  FloatSums(ExactSum sum, ExactSum squares) {
    this.sum = sum;
    this.squares = squares;
  }

  /** Adds finite numbers: {@code values[from]} to before {@code to}. */
  void add(float[] values, int from, int to) {
    for (int first = from; first < to; first += TILE) {
      addTile(values, first, Math.min(to, first + TILE));
    }
  }

  private void addTile(float[] values, int from, int to) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    int small = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      float value = values[i];
      least = value < least ? value : least;
      most = value > most ? value : most;
      // One less, and in the order of unsigned numbers: 0 is the largest of all.
      small = Math.min(small, ((Float.floatToRawIntBits(value) & ~SIGN) - 1) ^ SIGN);
    }
    min = Math.min(min, least);
    max = Math.max(max, most);
    float largest = Math.max(-least, most);
    if (largest == 0) {
      return;
    }
    int e = exponent(Float.intBitsToFloat((small ^ SIGN) + 1));
    int power = exponent(largest);
    if (power - e <= MOST_POWERS_APART) {
      addNear(values, from, to, Math.scalb(1.5, 2 * power + 11));
    } else {
      powers.add(values, from, to);
      powers.moveTo(sum, squares);
    }
  }

  private static int exponent(float value) {
    return Math.max(Float.MIN_EXPONENT, Math.getExponent(value));
  }

  /** In two chains: an addition need not wait for the one before. */
  private void addNear(float[] values, int from, int to, double c) {
    double sum0 = 0;
    double sum1 = 0;
    double high0 = 0;
    double high1 = 0;
    double low0 = 0;
    double low1 = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      double x0 = values[i];
      double x1 = values[i + 1];
      double h0 = (x0 * x0 + c) - c;
      double h1 = (x1 * x1 + c) - c;
      sum0 += x0;
      sum1 += x1;
      high0 += h0;
      high1 += h1;
      low0 += x0 * x0 - h0;
      low1 += x1 * x1 - h1;
    }
    if (i < to) {
      double x = values[i];
      double h = (x * x + c) - c;
      sum0 += x;
      high0 += h;
      low0 += x * x - h;
    }
    sum.add(sum0 + sum1);
    squares.add(high0 + high1);
    squares.add(low0 + low1);
  }

  /** The least of all numbers so far, at least one; no −0. */
  double min() {
    return min + 0.0;
  }

  /** The largest of all numbers so far, at least one; no −0. */
  double max() {
    return max + 0.0;
  }
}
