package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.backend.Work;
import org.junit.jupiter.api.Test;

final class CostModelTest {
  /** A GPU behind a slow start: 50 µs a launch, 10 GB/s, 0.01 ns a cell; the JVM 1 ns a cell. */
  private static final CostModel GPU = new CostModel("cell", new Link(50_000, 0.1), 0.01, 1, 4, 10);

  @Test
  void addsLaunchLinkAndUnits() {
    Work work = Work.of(11_000, 56_000, 200, 0);
    double link = (200 + 56_000 / 10.0) * 0.1;
    assertThat(GPU.deviceNanos(work)).isEqualTo(50_000 + link + 11_000 * 0.01);
    assertThat(GPU.jvmNanos(work)).isEqualTo(11_000 / 4.0);
  }

  @Test
  void smallBlocksStayOnTheJvmAndLargeOnesGain() {
    assertThat(GPU.gains(Work.of(11_000, 56_000, 200, 0))).isFalse();
    assertThat(GPU.gains(Work.of(100_000_000, 400_000_000, 200, 0))).isTrue();
  }

  @Test
  void whatMovesWithEveryCallIsNotSpreadOverCalls() {
    assertThat(GPU.gains(Work.of(10_000_000, 40_000_000, 0, 0))).isTrue();
    assertThat(GPU.gains(Work.of(10_000_000, 0, 40_000_000, 0))).isFalse();
  }

  @Test
  void aDeviceAsFastAsTheJvmDoesNotGain() {
    CostModel same = new CostModel("cell", new Link(0, 0), 0.25, 1, 4, 10);
    assertThat(same.gains(Work.of(1_000_000, 0, 0, 0))).isFalse();
  }

  @Test
  void describesItsConstants() {
    assertThat(GPU.describe())
        .isEqualTo(
            "launch 50 µs, link 10.0 GB/s, device 0.0100 ns a cell, JVM 1.00 ns a cell on 4"
                + " threads");
  }
}
