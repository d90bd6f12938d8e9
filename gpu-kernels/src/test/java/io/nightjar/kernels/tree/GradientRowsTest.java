package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GradientRowsTest {
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "-32768, 32767, 2147483646", "32767, 0, 7", "-1, 32767, 1", "1, 1, 0"})
  void keepAllThreeNumbers(int gradient, int hessian, int row) {
    long entry = GradientRows.entry(gradient, hessian, row);
    assertThat(GradientRows.gradient(entry)).isEqualTo(gradient);
    assertThat(GradientRows.hessian(entry)).isEqualTo(hessian);
    assertThat(GradientRows.row(entry)).isEqualTo(row);
    assertThat(new GradientRows(new long[] {entry}, 1, Integer.MAX_VALUE).count()).isOne();
  }

  @Test
  void rejectNumbersThatAreOutOfRange() {
    assertRejected("the row of entry 1 is 2; must be 0..1", 0, 2);
    assertRejected("the row of entry 0 is -1; must be 0..1", -1, 0);
    assertRejected(
        "the hessian of entry 1 is 32768; must be 0..32767", 0, GradientRows.entry(3, 32768, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientRows(new long[3], 3, 2))
        .withMessage("the number of entries is 3; must be 0..2");
    GradientRows two = new GradientRows(new long[] {0, 1}, 2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeRows(two, 1, 3))
        .withMessage("to is 3; must be 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeRows(two, 2, 1))
        .withMessage("from is 2; must be 0..1");
  }

  private static void assertRejected(String message, long... entries) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientRows(entries, entries.length, 2))
        .withMessage(message);
  }
}
