package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CostModelTest {
  /** A GPU behind a slow start: 50 µs a launch, 10 GB/s, 0.01 ns a cell; the JVM 1 ns a cell. */
  private static final CostModel GPU = new CostModel(50_000, 0.1, 0.01, 1, 4);

  @Test
  void addsLaunchLinkAndFlops() {
    // 1000 rows: 10 float32 features, a label and a weight; 11 cells with the intercept
    double link = 1000 * (10 * 4 + 16) * 0.1 / 10;
    assertThat(GPU.deviceNanos(1000, 10, 1)).isEqualTo(50_000 + link + 11_000 * 0.01);
    assertThat(GPU.jvmNanos(1000, 10, 1)).isEqualTo(11_000 / 4.0);
  }

  @Test
  void smallBlocksStayOnTheJvmAndLargeOnesGain() {
    assertThat(GPU.gains(1000, 10, 1)).isFalse();
    assertThat(GPU.gains(1_000_000, 100, 1)).isTrue();
    assertThat(GPU.gains(10_000, 10, 50)).isTrue();
  }

  @Test
  void aDeviceAsFastAsTheJvmDoesNotGain() {
    assertThat(new CostModel(0, 0, 0.25, 1, 4).gains(1_000_000, 100, 1)).isFalse();
  }

  @Test
  void describesItsConstants() {
    assertThat(GPU.describe())
        .isEqualTo(
            "launch 50 µs, link 10.0 GB/s, device 0.010 ns a cell, JVM 1.000 ns a cell on 4"
                + " threads");
  }
}
