package io.nightjar.kernels.linear;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In double precision, with the device required. */
final class OpenClGramTest extends GramContract {
  private static LinearKernels kernels;

  @BeforeEach
  void open() {
    if (kernels == null) {
      kernels = new LinearKernels(TestBackends.openCl());
    }
  }

  @Override
  LinearKernels kernels() {
    return kernels;
  }

  @Override
  @Test
  void takesFloat64Columns() {
    GlmTarget target = GlmTarget.unweighted(new double[1]);
    FeatureBlock block = MadeBlocks.widened(MadeBlocks.constant(1, 1, 1f));
    assertThatThrownBy(() -> kernels().gram(block, target, new double[1], new double[6]))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("float64 features run on the JVM only");
  }
}
