package io.nightjar.kernels.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.Test;

final class FactorOffloadTest {
  private static final FactorMatrix FACTORS = new FactorMatrix(500, 32, new float[500 * 32]);

  @Test
  void tellsThatTheJvmKeepsItsSystems() {
    assertThat(new FactorKernels(TestBackends.scalar()).offloads(FACTORS, 2000, 100_000)).isFalse();
    assertThat(new FactorKernels(TestBackends.simd()).offloads(FACTORS, 2000, 100_000)).isFalse();
  }

  @Test
  void tellsThatADeviceWhichIsRequiredTakesThem() {
    FactorKernels device = new FactorKernels(TestBackends.openCl());
    assertThat(device.offloads(FACTORS, 2000, 100_000)).isTrue();
  }
}
