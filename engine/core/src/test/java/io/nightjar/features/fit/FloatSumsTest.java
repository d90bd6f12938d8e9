package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FloatSumsTest {
  @Property(tries = 300)
  void areTheExactSumsAndTheRange(@ForAll("numbers") List<Float> numbers) {
    float[] values = new float[numbers.size() + 1];
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < numbers.size(); i++) {
      values[i + 1] = numbers.get(i);
      BigDecimal exact = new BigDecimal(numbers.get(i));
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
      min = Math.min(min, numbers.get(i) + 0.0);
      max = Math.max(max, numbers.get(i) + 0.0);
    }
    FloatSums sums = new FloatSums();
    sums.sum(values, 1, values.length);
    requireSums(sums, sum, squares);
    assertThat(sums.min()).isEqualTo(min);
    assertThat(sums.max()).isEqualTo(max);
    requireSums(sums, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  @Test
  void holdAsManyOfTheLargestMantissasAsTheySay() {
    float[] values = new float[FloatSums.MOST_TERMS];
    Arrays.fill(values, -Float.MAX_VALUE);
    FloatSums sums = new FloatSums();
    sums.sum(values, 0, values.length);
    BigDecimal count = BigDecimal.valueOf(values.length);
    BigDecimal most = new BigDecimal(Float.MAX_VALUE);
    requireSums(sums, count.multiply(most).negate(), count.multiply(most.multiply(most)));
  }

  @Provide
  Arbitrary<List<Float>> numbers() {
    Arbitrary<Float> any =
        Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
    Arbitrary<Float> subnormal = Arbitraries.integers().between(0, 99).map(Float::intBitsToFloat);
    Arbitrary<Float> usual = Arbitraries.floats().between(-1000, 1000);
    return Arbitraries.oneOf(any, subnormal, usual).list().ofMinSize(1).ofMaxSize(60);
  }

  private static void requireSums(FloatSums sums, BigDecimal sum, BigDecimal squares) {
    ExactSum ofValues = new ExactSum();
    ExactSum ofSquares = new ExactSum();
    sums.moveTo(ofValues, ofSquares);
    assertThat(ofValues.value()).isEqualByComparingTo(sum);
    assertThat(ofSquares.value()).isEqualByComparingTo(squares);
  }
}
