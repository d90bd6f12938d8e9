package io.nightjar.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimdProbeTest {

  @Test
  void refusesAJvmWithoutItsSecondCompiler() {
    assertThat(SimdProbe.missingCompiler("mixed mode, emulated-client, sharing"))
        .isEqualTo("the JVM runs without its second compiler (-XX:TieredStopAtLevel)");
    assertThat(SimdProbe.missingCompiler("interpreted mode, sharing"))
        .isEqualTo("the JVM runs without a compiler (-Xint)");
    assertThat(SimdProbe.missingCompiler("mixed mode, sharing")).isEmpty();
  }
}
