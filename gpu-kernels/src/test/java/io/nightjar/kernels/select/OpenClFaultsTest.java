package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.LinearKernels;
import io.nightjar.kernels.linear.MadeBlocks;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.FaultSwitch;
import io.nightjar.kernels.opencl.device.FaultSwitch.Fault;
import io.nightjar.kernels.opencl.device.TestDevices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A launch that fails ends in the JVM's loop, counted, or in a clear error. */
final class OpenClFaultsTest {
  private final MadeBlocks made = new MadeBlocks(11);
  private final ColumnBlock block = made.block(500, 3);
  private final GlmTarget target = made.target(GlmLoss.LOGISTIC, 1, 500);
  private final double[] coefficients = made.coefficients(1, 3);
  private final double[] expected = new double[4];
  private final double expectedLoss =
      new LinearKernels(TestBackends.scalar())
          .gradient(GlmLoss.LOGISTIC, 1, block, target, coefficients, expected);

  private final FaultSwitch fault = new FaultSwitch();
  private DeviceRuntime runtime;

  @BeforeEach
  void open() {
    runtime = TestDevices.faulty(fault);
  }

  @AfterEach
  void close() {
    fault.release();
    if (runtime != null) {
      runtime.close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void goesOnWithTheJvmLoopAndIsCounted(Fault kind) {
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL);
    fault.set(kind);
    checkGradient(dispatcher);

    assertThat(dispatcher.uses()).hasSize(1);
    KernelUse use = dispatcher.uses().get(0);
    assertThat(use.kernel()).isEqualTo("glm-gradient");
    assertThat(use.backend()).isEqualTo("scalar");
    assertThat(use.device()).isEqualTo("JVM");
    assertThat(use.reason()).isEqualTo(name() + ": " + kind.reason());
    assertThat(use.calls()).isEqualTo(1);
    assertThat(use.fallbacks()).isEqualTo(1);
    assertThat(use.bytes()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isAnErrorWhereOpenClIsRequired(Fault kind) {
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL_REQUIRED);
    fault.set(kind);
    double[] gradient = {7, 7, 7, 7};
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> assertThat(gradient(dispatcher, gradient)).isNaN())
        .withMessage(
            "an OpenCL device is required, but "
                + name()
                + ": "
                + kind.reason()
                + "; install a device and its OpenCL driver, or set compute.required = false");
    assertThat(gradient).containsOnly(7);
  }

  @Test
  void anOperationWhoseKernelCannotBeBuiltStaysOnTheJvm() {
    fault.set(Fault.BUILD);
    CountingDispatcher dispatcher = TestBackends.over(runtime, BackendPreference.OPENCL);
    checkGradient(dispatcher);
    assertThat(dispatcher.uses().get(0).backend()).isEqualTo("scalar");
    assertThat(dispatcher.uses().get(0).reason()).contains("use of undeclared identifier");
    fault.set(Fault.NONE);
    checkGradient(dispatcher);
    assertThat(dispatcher.uses()).extracting(KernelUse::calls).containsExactly(2L);
  }

  @Test
  void oneFailureDoesNotPoisonTheDevice() {
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL);
    checkGradient(dispatcher);
    fault.set(Fault.REFUSED);
    checkGradient(dispatcher);
    fault.set(Fault.NONE);
    checkGradient(dispatcher);

    List<KernelUse> uses = dispatcher.drain();
    assertThat(uses).extracting(KernelUse::backend).containsExactly("opencl", "scalar");
    assertThat(uses).extracting(KernelUse::calls).containsExactly(2L, 1L);
    assertThat(uses).extracting(KernelUse::fallbacks).containsExactly(0L, 1L);
    assertThat(dispatcher.uses()).isEmpty();
  }

  @Test
  void threeFailuresInARowLeaveTheDeviceAlone() {
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL);
    fault.set(Fault.REFUSED);
    for (int call = 0; call < 3; call++) {
      checkGradient(dispatcher);
    }
    fault.set(Fault.NONE);
    checkGradient(dispatcher);
    assertThat(dispatcher.uses())
        .extracting(KernelUse::reason)
        .containsExactly(
            name() + ": the driver refused the launch",
            "the OpenCL device failed 3 times in a row");
  }

  @Test
  void aDeviceThatHungIsNotWaitedForAgain() {
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL);
    fault.set(Fault.HANG);
    checkGradient(dispatcher);
    assertThat(runtime.lost()).isTrue();
    long start = System.nanoTime();
    checkGradient(dispatcher);
    assertThat(System.nanoTime() - start).isLessThan(400_000_000);
    assertThat(dispatcher.uses()).extracting(KernelUse::fallbacks).containsExactly(2L);
  }

  @Test
  void float64FeaturesAreAnErrorWhereOpenClIsRequiredAndAFallbackWhereItIsWanted() {
    DoubleColumnBlock doubles = MadeBlocks.widened(block);
    LinearKernels required =
        new LinearKernels(TestBackends.over(runtime, BackendPreference.OPENCL_REQUIRED));
    double[] gradient = new double[4];
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                assertThat(
                        required.gradient(
                            GlmLoss.LOGISTIC, 1, doubles, target, coefficients, gradient))
                    .isNaN())
        .withMessageContaining("float64 features run on the JVM only");
    CountingDispatcher wanted = TestBackends.over(runtime, BackendPreference.OPENCL);
    double loss =
        new LinearKernels(wanted)
            .gradient(GlmLoss.LOGISTIC, 1, doubles, target, coefficients, gradient);
    assertThat(loss).isCloseTo(expectedLoss, within(1e-9));
    assertThat(wanted.uses().get(0).fallbacks()).isEqualTo(1);
  }

  @Test
  void autoNeverTakesADeviceThatIsTheProcessor() {
    CountingDispatcher dispatcher = TestBackends.over(runtime, BackendPreference.AUTO);
    checkGradient(dispatcher);
    KernelUse use = dispatcher.uses().get(0);
    if (runtime.info().type() == DeviceInfo.Type.CPU) {
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
    CountingDispatcher dispatcher = tried(BackendPreference.OPENCL);
    runtime.release();
    checkGradient(dispatcher);
    long first = dispatcher.drain().get(0).bytes();
    checkGradient(dispatcher);
    long second = dispatcher.drain().get(0).bytes();
    long resident = 500 * (3 * 4 + 8 + 8);
    assertThat(first - second).isEqualTo(resident);
    assertThat(second).isLessThan(200);
    assertThat(runtime.residentBytes()).isGreaterThanOrEqualTo(resident);
  }

  /** A dispatcher on the device whose self-test of the gradient has passed. */
  private CountingDispatcher tried(BackendPreference preference) {
    CountingDispatcher dispatcher = TestBackends.over(runtime, preference);
    checkGradient(dispatcher);
    assertThat(dispatcher.drain().get(0).backend()).isEqualTo("opencl");
    runtime.release(); // so that the next launch builds its kernel anew
    return dispatcher;
  }

  private String name() {
    return runtime.info().name();
  }

  private double gradient(CountingDispatcher dispatcher, double[] gradient) {
    return new LinearKernels(dispatcher)
        .gradient(GlmLoss.LOGISTIC, 1, block, target, coefficients, gradient);
  }

  private void checkGradient(CountingDispatcher dispatcher) {
    double[] gradient = new double[4];
    assertThat(gradient(dispatcher, gradient)).isCloseTo(expectedLoss, within(1e-9));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isCloseTo(expected[i], within(1e-9));
    }
  }
}
