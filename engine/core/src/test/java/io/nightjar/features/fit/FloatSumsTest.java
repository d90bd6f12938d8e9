package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatSumsTest {
  @Property(tries = 300)
  void areTheExactSumsAndTheRange(@ForAll("numbers") List<Float> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i);
    }
    requireExact(values);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        FloatSums.MOST_POWERS_APART - 1,
        FloatSums.MOST_POWERS_APART,
        FloatSums.MOST_POWERS_APART + 1,
        60
      })
  void areExactOfWholeTilesHoweverFarThePowersLieApart(int apart) {
    Random random = new Random(5 + apart);
    for (int highest : new int[] {127, 3, -60, -126 + apart}) {
      float[] values = new float[2 * FloatSums.TILE + 7];
      for (int i = 0; i < values.length; i++) {
        int bits = 0x3F800000 | random.nextInt(1 << 23) | 1;
        int power = highest - (i % 3 == 0 ? apart : i % 3 == 1 ? 0 : random.nextInt(apart + 1));
        float size = Math.scalb(Float.intBitsToFloat(bits), power);
        values[i] = i % 50 == 0 ? 0 : i % 7 < 3 ? -size : size;
      }
      requireExact(values);
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]); // sums as large as they can be
      }
      requireExact(values);
    }
  }

  @Test
  void areExactOfTheLargestMantissasAndOfTheLeastOnes() {
    float[] values = new float[PowerSums.MOST_TERMS];
    Arrays.fill(values, -Float.MAX_VALUE);
    requireExact(values);
    Arrays.fill(values, Float.MIN_VALUE);
    requireExact(values);
    Arrays.fill(values, Math.nextDown(Float.MIN_NORMAL));
    requireExact(values);
  }

  @Test
  void takeBothZerosForTheSame() {
    ExactSum sum = new ExactSum();
    FloatSums sums = new FloatSums(sum, new ExactSum());
    sums.add(new float[] {-0f, 0f, -0f}, 0, 3);
    assertThat(sum.value()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(Double.doubleToRawLongBits(sums.min())).isZero();
    assertThat(Double.doubleToRawLongBits(sums.max())).isZero();
  }

  @Test
  void ofPowersHoldAsManyOfTheLargestMantissasAsTheySay() {
    float[] values = new float[PowerSums.MOST_TERMS];
    Arrays.fill(values, -Float.MAX_VALUE);
    PowerSums sums = new PowerSums();
    sums.add(values, 0, values.length);
    BigDecimal count = BigDecimal.valueOf(values.length);
    BigDecimal most = new BigDecimal(Float.MAX_VALUE);
    requireMoved(sums, count.multiply(most).negate(), count.multiply(most.multiply(most)));
    requireMoved(sums, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  @Provide
  Arbitrary<List<Float>> numbers() {
    Arbitrary<Float> any =
        Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
    Arbitrary<Float> subnormal = Arbitraries.integers().between(0, 99).map(Float::intBitsToFloat);
    Arbitrary<Float> usual = Arbitraries.floats().between(-1000, 1000);
    return Arbitraries.oneOf(any, subnormal, usual, usual.filter(x -> Math.abs(x) > 0.1f))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static void requireExact(float[] numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float number : numbers) {
      BigDecimal exact = new BigDecimal(number);
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
      min = Math.min(min, number + 0.0);
      max = Math.max(max, number + 0.0);
    }
    float[] shifted = new float[numbers.length + 1];
    System.arraycopy(numbers, 0, shifted, 1, numbers.length);
    ExactSum ofValues = new ExactSum();
    ExactSum ofSquares = new ExactSum();
    FloatSums sums = new FloatSums(ofValues, ofSquares);
    sums.add(shifted, 1, shifted.length);
    assertThat(ofValues.value()).isEqualByComparingTo(sum);
    assertThat(ofSquares.value()).isEqualByComparingTo(squares);
    assertThat(sums.min()).isEqualTo(min);
    assertThat(sums.max()).isEqualTo(max);
  }

  private static void requireMoved(PowerSums sums, BigDecimal sum, BigDecimal squares) {
    ExactSum ofValues = new ExactSum();
    ExactSum ofSquares = new ExactSum();
    sums.moveTo(ofValues, ofSquares);
    assertThat(ofValues.value()).isEqualByComparingTo(sum);
    assertThat(ofSquares.value()).isEqualByComparingTo(squares);
  }
}
