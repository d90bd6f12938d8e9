package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void losesNothingToCancellation() {
    assertThat(sum(List.of(1e100, 1.0, -1e100))).isEqualByComparingTo("1");
    assertThat(sum(List.of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE)))
        .isEqualByComparingTo(new BigDecimal(Double.MAX_VALUE));
  }

  @Test
  void keepsDenormalsAndZeros() {
    assertThat(sum(List.of(Double.MIN_VALUE, 0.0, -0.0, Double.MIN_VALUE)))
        .isEqualByComparingTo(new BigDecimal(Double.MIN_VALUE).multiply(BigDecimal.valueOf(2)));
    assertThat(sum(List.of())).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void carriesPastManyTermsOfOneSign() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(-0.1);
    }
    assertThat(sum.value())
        .isEqualByComparingTo(new BigDecimal(-0.1).multiply(BigDecimal.valueOf(1_000_000)));
  }

  @Property(tries = 300)
  void isTheSumOfTheExactValuesWhateverTheOrderAndTheParts(
      @ForAll("terms") List<Double> terms, @ForAll long seed) {
    BigDecimal expected =
        terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum(terms)).isEqualByComparingTo(expected);

    List<Double> shuffled = new java.util.ArrayList<>(terms);
    Collections.shuffle(shuffled, new Random(seed));
    ExactSum merged = new ExactSum();
    int cut = shuffled.size() / 3;
    merged.add(accumulate(shuffled.subList(cut, shuffled.size())));
    merged.add(accumulate(shuffled.subList(0, cut)));
    assertThat(merged.value()).isEqualTo(sum(terms));
  }

  @Provide
  Arbitrary<List<Double>> terms() {
    Arbitrary<Double> any =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> usual = Arbitraries.doubles().between(-1e6, 1e6);
    return Arbitraries.oneOf(any, usual).list().ofMaxSize(40);
  }

  private static BigDecimal sum(List<Double> terms) {
    return accumulate(terms).value();
  }

  private static ExactSum accumulate(List<Double> terms) {
    ExactSum sum = new ExactSum();
    terms.forEach(sum::add);
    return sum;
  }
}
