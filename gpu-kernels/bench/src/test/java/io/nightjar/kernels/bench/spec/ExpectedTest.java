package io.nightjar.kernels.bench.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExpectedTest {
  private final Expected expected = new Expected(new double[] {1, 2}, new double[] {0.5, 0});

  @Test
  void resultsWithinTheirBoundsAreRight() {
    assertThat(expected.fault(new double[] {1.5, 2})).isEmpty();
  }

  @Test
  void theFirstResultBeyondItsBoundIsNamed() {
    assertThat(expected.fault(new double[] {1, 2.25}))
        .isEqualTo("result 1 is 2.25 in place of 2.0; may be off by 0.0");
  }

  @Test
  void whatIsNotANumberIsWrongExceptWhereNoNumberIsRight() {
    assertThat(expected.fault(new double[] {Double.NaN, 2})).startsWith("result 0 is NaN");
    assertThat(Expected.exactly(new double[] {Double.NaN}).fault(new double[] {Double.NaN}))
        .isEmpty();
  }

  @Test
  void aMissingResultIsWrong() {
    assertThat(expected.fault(new double[1])).isEqualTo("1 results in place of 2");
  }

  @Test
  void aShareIsOneOfTheLargest() {
    assertThat(Expected.within(new double[] {1, -8}, 0.25).bounds()).containsExactly(2, 2);
  }
}
