package io.nightjar.kernels.scalar.linear.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@link StrictMath}, and where that is not enough against a series of 40 digits. */
final class LogisticPolynomialsTest {
  private static final MathContext DIGITS = new MathContext(40);

  @Test
  void exponentialIsWithinThreeUnitsInTheLastPlace() {
    for (int i = 0; i <= 70_800; i++) {
      double t = i / 100.0;
      double exact = StrictMath.exp(-t);
      assertThat(exponential(t)).as("t = %s", t).isCloseTo(exact, within(3 * Math.ulp(exact)));
    }
  }

  /** One in 2 + e, the quotient and the product each, four in the polynomial, the reference's. */
  @Test
  void log1pIsWithinEightRoundings() {
    for (int i = 0; i <= 100_000; i++) {
      double e = i / 100_000.0;
      double exact = StrictMath.log1p(e);
      assertThat(LogisticPolynomials.artanh2(e / (2 + e)))
          .as("e = %s", e)
          .isCloseTo(exact, within(8 * 0x1p-53 * exact));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-300, 5e-17, 0.1, 0.3465735, 0.3465736, 1, 2.5, 37.5})
  void exponentialAgreesWithItsSeries(double t) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 300; k++) {
      term = term.multiply(new BigDecimal(t), DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    double exact = BigDecimal.ONE.divide(sum, DIGITS).doubleValue();
    assertThat(exponential(t)).isCloseTo(exact, within(2 * Math.ulp(exact)));
  }

  @Test
  void exponentialOfPositiveNumbersIsWithinThreeUnitsInTheLastPlace() {
    for (int i = 0; i <= 70_800; i++) {
      double exact = StrictMath.exp(i / 100.0);
      assertThat(exponential(-i / 100.0)).isCloseTo(exact, within(3 * Math.ulp(exact)));
    }
  }

  @Test
  void logarithmIsWithinEightRoundings() {
    for (int i = 0; i <= 100_000; i++) {
      double v = i < 50_000 ? 1 + i / 50_000.0 : Math.exp(i / 1000.0 - 50);
      double exact = StrictMath.log(v);
      assertThat(LogisticPolynomials.log(v))
          .as("v = %s", v)
          .isCloseTo(exact, within(8 * 0x1p-53 * exact));
    }
    assertThat(LogisticPolynomials.log(1)).isZero();
  }

  private static double exponential(double t) {
    double k = LogisticPolynomials.rounded(-t);
    return LogisticPolynomials.mantissa(-t, k) * LogisticPolynomials.power(k);
  }
}
