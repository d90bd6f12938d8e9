package io.nightjar.kernels.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.MadeBlocks;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelUseTest {
  @Test
  void mergesWhatRanInTheSamePlaceForTheSameReason() {
    KernelUse one = new KernelUse("gram", "scalar", "JVM", "a", 2, 10, 1.5, 1, 0);
    KernelUse two = new KernelUse("gram", "scalar", "JVM", "a", 3, 5, 0.5, 0, 7);
    KernelUse other = new KernelUse("gram", "scalar", "JVM", "b", 1, 0, 1, 0, 0);
    assertThat(KernelUse.merge(List.of(one, other, two)))
        .containsExactly(new KernelUse("gram", "scalar", "JVM", "a", 5, 15, 2.0, 1, 7), other);
    assertThat(KernelUse.merge(List.of(one, other), List.of(two)))
        .isEqualTo(KernelUse.merge(List.of(one, other, two)));
  }

  @Test
  void everyCallIsCountedOnceAndDrainedOnce() {
    Kernels kernels = Kernels.of(BackendPreference.SCALAR).counting();
    ColumnBlock block = MadeBlocks.constant(4, 2, 1f);
    for (int call = 0; call < 3; call++) {
      kernels.linear().margins(block, 1, new double[3], new double[4]);
    }
    assertThat(kernels.uses()).hasSize(1);
    List<KernelUse> drained = kernels.drain();
    assertThat(drained.get(0).calls()).isEqualTo(3);
    assertThat(drained.get(0).fallbacks()).isZero();
    assertThat(drained.get(0).bytes()).isZero();
    assertThat(kernels.uses()).isEmpty();
  }

  @Test
  void oneFacadeAPreferenceIsShared() {
    assertThat(Kernels.of(BackendPreference.SCALAR)).isSameAs(Kernels.of(BackendPreference.SCALAR));
  }
}
