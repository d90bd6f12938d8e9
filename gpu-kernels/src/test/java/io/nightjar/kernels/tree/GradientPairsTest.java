package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GradientPairsTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "-32768, 32767", "32767, 0", "-1, 32767", "1, 1"})
  void keepBothNumbers(int gradient, int hessian) {
    int pair = GradientPairs.pack(gradient, hessian);
    assertThat(GradientPairs.gradient(pair)).isEqualTo(gradient);
    assertThat(GradientPairs.hessian(pair)).isEqualTo(hessian);
    assertThat(new GradientPairs(new int[] {pair}).rows()).isEqualTo(1);
  }

  @Test
  void rejectNumbersThatAreOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientPairs.pack(32768, 0))
        .withMessage("the gradient is 32768; must be -32768..32767");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientPairs.pack(0, -1))
        .withMessage("the hessian is -1; must be 0..32767");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientPairs(new int[] {0, 0x18000}))
        .withMessage("the hessian of row 1 is 32768; must be 0..32767");
  }
}
