package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.MadeBlocks;
import io.nightjar.kernels.opencl.device.TestDevices;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A launch that the driver refuses ends in the JVM's loop, counted, or in a clear error. */
final class OpenClFailureTest {
  private final MadeBlocks made = new MadeBlocks(11);
  private final ColumnBlock block = made.block(500, 3);
  private final GlmTarget target = made.target(GlmLoss.LOGISTIC, 1, 500);
  private final double[] coefficients = made.coefficients(1, 3);
  private final NaiveGlm naive = NaiveGlm.of(GlmLoss.LOGISTIC, 1, block, target, coefficients);

  private TestDevices.Switch broken;
  private OpenClBackend backend;

  @BeforeEach
  void open() {
    broken = new TestDevices.Switch();
    backend = TestDevices.breakable(broken);
  }

  @Test
  void goesOnWithTheJvmLoopAndIsCounted() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.OPENCL);
    broken.on = true;
    checkGradient(kernels);

    assertThat(kernels.uses()).hasSize(1);
    KernelUse use = kernels.uses().get(0);
    assertThat(use.kernel()).isEqualTo("glm-gradient");
    assertThat(use.backend()).isEqualTo("scalar");
    assertThat(use.device()).isEqualTo("JVM");
    assertThat(use.reason()).isEqualTo(name() + ": the driver refused the launch");
    assertThat(use.calls()).isEqualTo(1);
    assertThat(use.fallbacks()).isEqualTo(1);
    assertThat(use.bytes()).isZero();
  }

  @Test
  void oneFailureDoesNotPoisonTheDevice() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.OPENCL);
    checkGradient(kernels);
    broken.on = true;
    checkGradient(kernels);
    broken.on = false;
    checkGradient(kernels);

    List<KernelUse> uses = kernels.drain();
    assertThat(uses).extracting(KernelUse::backend).containsExactly("opencl", "scalar");
    assertThat(uses).extracting(KernelUse::calls).containsExactly(2L, 1L);
    assertThat(uses).extracting(KernelUse::fallbacks).containsExactly(0L, 1L);
    assertThat(kernels.uses()).isEmpty();
  }

  @Test
  void threeFailuresInARowLeaveTheDeviceAlone() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.OPENCL);
    broken.on = true;
    for (int call = 0; call < 3; call++) {
      checkGradient(kernels);
    }
    broken.on = false;
    checkGradient(kernels);
    assertThat(kernels.uses())
        .extracting(KernelUse::reason)
        .containsExactly(
            name() + ": the driver refused the launch",
            "the OpenCL device failed 3 times in a row");
  }

  @Test
  void isAnErrorWhereOpenClIsRequired() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.OPENCL_REQUIRED);
    broken.on = true;
    double[] gradient = {7, 7, 7, 7};
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                assertThat(
                        kernels.glmGradient(
                            GlmLoss.LOGISTIC, 1, block, target, coefficients, gradient))
                    .isNaN())
        .withMessage(
            "an OpenCL device is required, but "
                + name()
                + ": the driver refused the launch; install a device and its OpenCL driver, or"
                + " set compute.required = false");
    assertThat(gradient).containsOnly(7);
  }

  @Test
  void float64FeaturesAreAnErrorWhereOpenClIsRequiredAndAFallbackWhereItIsWanted() {
    DoubleColumnBlock doubles = MadeBlocks.widened(block);
    Kernels required = OpenClKernels.over(backend, BackendPreference.OPENCL_REQUIRED);
    double[] gradient = new double[4];
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                assertThat(
                        required.glmGradient(
                            GlmLoss.LOGISTIC, 1, doubles, target, coefficients, gradient))
                    .isNaN())
        .withMessageContaining("float64 features run on the JVM only");
    Kernels wanted = OpenClKernels.over(backend, BackendPreference.OPENCL);
    assertThat(wanted.glmGradient(GlmLoss.LOGISTIC, 1, doubles, target, coefficients, gradient))
        .isCloseTo(naive.loss, within(1e-9));
    assertThat(wanted.uses().get(0).fallbacks()).isEqualTo(1);
  }

  @Test
  void autoNeverTakesADeviceThatIsTheProcessor() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.AUTO);
    checkGradient(kernels);
    KernelUse use = kernels.uses().get(0);
    if (backend.device().info().type() == io.nightjar.kernels.opencl.DeviceInfo.Type.CPU) {
      assertThat(use.backend()).isEqualTo("scalar");
      assertThat(use.reason())
          .isEqualTo(
              "the only OpenCL device, "
                  + name()
                  + ", is this machine's processor: the JVM's own loops are faster on it");
      assertThat(use.fallbacks()).isZero();
    }
  }

  @Test
  void keepsTheBlockOnTheDeviceBetweenIterations() {
    Kernels kernels = OpenClKernels.over(backend, BackendPreference.OPENCL);
    checkGradient(kernels);
    long first = kernels.drain().get(0).bytes();
    checkGradient(kernels);
    long second = kernels.drain().get(0).bytes();
    long block = 500 * (3 * 4 + 8 + 8);
    assertThat(first - second).isEqualTo(block);
    assertThat(second).isLessThan(200);
    assertThat(backend.residentBytes()).isGreaterThanOrEqualTo(block);
  }

  private String name() {
    return backend.device().info().name();
  }

  private void checkGradient(Kernels kernels) {
    double[] gradient = new double[4];
    double loss = kernels.glmGradient(GlmLoss.LOGISTIC, 1, block, target, coefficients, gradient);
    assertThat(loss).isCloseTo(naive.loss, within(1e-9));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isCloseTo(naive.gradient[i], within(1e-9));
    }
  }
}
