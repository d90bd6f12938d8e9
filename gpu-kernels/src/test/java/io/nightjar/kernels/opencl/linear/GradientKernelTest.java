package io.nightjar.kernels.opencl.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightjar.kernels.opencl.device.TestDevices;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class GradientKernelTest {
  private static final GradientTask TASK =
      new GradientTask(
          new Object(),
          GradientTask.Loss.LOGISTIC,
          1,
          new float[][] {{1, 2}},
          2,
          new double[] {0, 1},
          null);

  @Test
  void refusesAparapisOwnJavaFallback() {
    TestDevices.required();
    assertThatIllegalStateException()
        .isThrownBy(() -> assertThat(new DoubleGradientKernel(TASK).clone()).isNull())
        .withMessage("Aparapi left the OpenCL device for its Java fallback");
  }

  @Test
  void leavesTheProcessesLogHandlersAsTheyWere() {
    assertThat(TestDevices.probe()).isNotNull();
    assertThat(Arrays.stream(Logger.getLogger("").getHandlers()).map(Handler::getLevel))
        .allMatch(Level.INFO::equals);
  }

  @Test
  void survivesManyBlocksThatAreUsedOnce() throws OpenClFailedException {
    OpenClBackend backend = TestDevices.backend(OpenClBackend.Sums.DOUBLE);
    double[] gradient = new double[2];
    for (int i = 0; i < 300; i++) {
      GradientTask once =
          new GradientTask(
              new Object(),
              GradientTask.Loss.SQUARED,
              1,
              new float[][] {{i, 1}},
              2,
              new double[] {0, 0},
              null);
      Arrays.fill(gradient, 0);
      double loss = backend.gradient(once, new double[] {1, 0}, gradient).loss();
      assertThat(loss).isEqualTo((i * (double) i + 1) / 2);
      assertThat(gradient).containsExactly(i * (double) i + 1, i + 1);
    }
  }
}
