package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ActivationTest {
  @Test
  void hasTheKnownValuesOfTheLogisticFunction() {
    assertThat(Activation.logistic(0)).isEqualTo(0.5);
    assertThat(Activation.logistic(1)).isCloseTo(0.7310585786300049, within(1e-16));
    assertThat(Activation.logistic(-1)).isCloseTo(0.2689414213699951, within(1e-16));
    assertThat(Activation.logistic(1000)).isEqualTo(1);
    assertThat(Activation.logistic(-1000)).isZero();
    assertThat(Activation.logistic(-700)).isPositive();
  }

  @Property
  void growsWithTheMargin(
      @ForAll @DoubleRange(min = -50, max = 30) double margin,
      @ForAll @DoubleRange(min = 0.01, max = 5) double step) {
    assertThat(Activation.logistic(margin + step)).isGreaterThan(Activation.logistic(margin));
  }

  @Test
  void sumsToOneWithoutOverflow() {
    double[] values = {1000, 1000 + Math.log(3), -1000};
    Activation.softmax(values);
    assertThat(values[0]).isCloseTo(0.25, within(1e-12));
    assertThat(values[1]).isCloseTo(0.75, within(1e-12));
    assertThat(values[2]).isZero();
  }

  @Test
  void makesSharesOfVotes() {
    double[] votes = {0.5, -1e-17, 0.25};
    Activation.shares(votes);
    assertThat(votes).containsExactly(2 / 3.0, 0, 1 / 3.0);
    double[] none = {0, 0};
    Activation.shares(none);
    assertThat(none).containsExactly(0.5, 0.5);
  }
}
