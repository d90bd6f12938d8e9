package io.nightjar.kernels.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TanhRationalTest {
  @Test
  void tanhIsWithinItsBound() {
    double worst = 0;
    for (int i = -2_000_000; i <= 2_000_000; i++) {
      float x = i * 6e-6f;
      worst = Math.max(worst, Math.abs(TanhRational.tanh(x) - Math.tanh(x)));
    }
    assertThat(worst).isLessThan(4e-7);
  }

  @Test
  void tanhKeepsSixDigitsOfSmallValues() {
    for (float x = 1e-30f; x < 0.1f; x *= 1.37f) {
      assertThat(Math.abs(TanhRational.tanh(x) / Math.tanh(x) - 1)).as("%s", x).isLessThan(1e-6);
    }
  }

  @Test
  void sigmoidIsWithinItsBound() {
    double worst = 0;
    for (int i = -2_000_000; i <= 2_000_000; i++) {
      float x = i * 1.2e-5f;
      worst = Math.max(worst, Math.abs(TanhRational.sigmoid(x) - 1 / (1 + Math.exp(-x))));
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void noValueIsBeyondOne() {
    int greatest = Float.floatToIntBits(TanhRational.GREATEST);
    for (int bits = Float.floatToIntBits(4f); bits <= greatest; bits++) {
      if (TanhRational.tanh(Float.intBitsToFloat(bits)) > 1) {
        assertThat(Float.intBitsToFloat(bits)).as("x whose tanh is beyond 1").isNaN();
      }
    }
  }

  @Test
  void endsAreOne() {
    assertThat(TanhRational.tanh(1e9f)).isEqualTo(1f);
    assertThat(TanhRational.tanh(-TanhRational.GREATEST)).isEqualTo(-1f);
    assertThat(TanhRational.sigmoid(-1e9f)).isEqualTo(0f);
  }

  @Test
  void endsAreOdd() {
    assertThat(TanhRational.tanh(Float.POSITIVE_INFINITY)).isEqualTo(-TanhRational.tanh(-1e9f));
    assertThat(TanhRational.tanh(50f)).isLessThanOrEqualTo(1f).isGreaterThan(0.9999995f);
    assertThat(TanhRational.sigmoid(-1e9f)).isBetween(0f, 1e-7f);
    assertThat(TanhRational.tanh(-0f)).isEqualTo(-0f);
    assertThat(TanhRational.tanh(Float.NaN)).isNaN();
  }
}
