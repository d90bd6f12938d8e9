package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.FaultSwitch;
import io.nightjar.kernels.opencl.device.FaultSwitch.Fault;
import io.nightjar.kernels.opencl.device.TestDevices;
import io.nightjar.kernels.scalar.ScalarOperations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a launch of any operation meets ends in the JVM's answer, counted, or in an error. */
final class OperationFaultsTest {
  private static final int ROWS = 203;
  private static final int COLUMNS = 5;
  private static final FaultSwitch FAULT = new FaultSwitch();
  private static DeviceRuntime runtime;
  private static CountingDispatcher wanted;
  private static CountingDispatcher required;

  @BeforeAll
  static void open() {
    runtime = TestDevices.faulty(FAULT);
    wanted = TestBackends.over(runtime, BackendPreference.OPENCL);
    required = TestBackends.over(runtime, BackendPreference.OPENCL_REQUIRED);
  }

  @AfterAll
  static void close() {
    if (runtime != null) {
      runtime.close();
    }
  }

  @AfterEach
  void repair() {
    FAULT.set(Fault.NONE);
  }

  static Stream<Operation<?>> offloadable() {
    return Kernels.operations().stream().filter(Operation::offloadable);
  }

  static Stream<Arguments> operations() {
    return offloadable().map(operation -> Arguments.of(operation.name(), operation));
  }

  static Stream<Arguments> operationsByFault() {
    List<Fault> passing =
        Arrays.stream(Fault.values()).filter(it -> it != Fault.NONE && it != Fault.HANG).toList();
    return offloadable()
        .flatMap(
            operation ->
                passing.stream().map(fault -> Arguments.of(operation.name(), fault, operation)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("operationsByFault")
  void goesOnWithTheJvmLoopAndIsCounted(String name, Fault kind, Operation<?> operation) {
    runsOnTheDevice(wanted, operation);
    runtime.release(); // so that the next launch builds its kernel anew
    FAULT.set(kind);
    goesOnOnTheJvm(wanted, operation, runtime.info().name() + ": " + kind.reason());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("operationsByFault")
  void isAnErrorWhereOpenClIsRequired(String name, Fault kind, Operation<?> operation) {
    runsOnTheDevice(required, operation);
    runtime.release();
    FAULT.set(kind);
    isRefused(required, operation, runtime.info().name() + ": " + kind.reason());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aDeviceThatHangsIsLeftAlone(String name, Operation<?> operation) {
    FaultSwitch fault = new FaultSwitch();
    try (DeviceRuntime hanging = TestDevices.faulty(fault)) {
      CountingDispatcher goesOn = TestBackends.over(hanging, BackendPreference.OPENCL);
      CountingDispatcher refuses = TestBackends.over(hanging, BackendPreference.OPENCL_REQUIRED);
      runsOnTheDevice(goesOn, operation);
      runsOnTheDevice(refuses, operation);
      fault.set(Fault.HANG);
      String reason = hanging.info().name() + ": " + Fault.HANG.reason();
      goesOnOnTheJvm(goesOn, operation, reason);
      assertThat(hanging.lost()).isTrue();
      isRefused(refuses, operation, reason);
    } finally {
      fault.release();
    }
  }

  private static void runsOnTheDevice(CountingDispatcher dispatcher, Operation<?> operation) {
    run(dispatcher, operation);
    assertThat(dispatcher.drain())
        .singleElement()
        .satisfies(use -> assertThat(use.backend()).as(use.reason()).isEqualTo("opencl"));
  }

  private static void goesOnOnTheJvm(
      CountingDispatcher dispatcher, Operation<?> operation, String reason) {
    run(dispatcher, operation);
    List<KernelUse> uses = dispatcher.drain();
    assertThat(uses).hasSize(1);
    KernelUse use = uses.get(0);
    assertThat(use.kernel()).isEqualTo(operation.name());
    assertThat(use.backend()).isEqualTo("scalar");
    assertThat(use.device()).isEqualTo("JVM");
    assertThat(use.reason()).isEqualTo(reason);
    assertThat(use.calls()).isEqualTo(1);
    assertThat(use.fallbacks()).isEqualTo(1);
    assertThat(use.bytes()).isZero();
  }

  private static void isRefused(
      CountingDispatcher dispatcher, Operation<?> operation, String reason) {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> run(dispatcher, operation))
        .withMessage(
            "an OpenCL device is required, but "
                + reason
                + "; install a device and its OpenCL driver, or set compute.required = false");
    assertThat(dispatcher.drain()).isEmpty();
  }

  /** Runs a made case of an operation and compares its answer with the plain loop's. */
  private static <T> void run(CountingDispatcher dispatcher, Operation<T> operation) {
    Operation.Trial<T> trial = operation.cases().trial().of(ROWS, COLUMNS);
    double[] expected = trial.run(ScalarOperations.set().of(operation.type()));
    double[] got =
        dispatcher.run(operation, operation.cases().work().of(ROWS, COLUMNS), trial::run);
    assertThat(SelfTest.firstDifference(expected, got, trial.tolerance()))
        .as("the first result that differs")
        .isNegative();
  }
}
