package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.device.OpenClDevice;
import io.nightjar.kernels.simd.SimdProbe;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices and backends are here, and what {@link BackendPreference#AUTO} would choose.
 *
 * @param devices every OpenCL device, best first
 * @param backends every backend, usable or not, and why
 * @param choices what AUTO would choose for each operation at three sizes
 */
public record DeviceReport(
    List<OpenClState> devices, List<BackendState> backends, List<AutoChoice> choices) {

  /**
   * One OpenCL device.
   *
   * @param usable whether a kernel was built and gave the right answer on it
   * @param fp64 whether kernels may use float64 on it
   * @param reason why it isn't usable; "" where it is
   * @param link what reaching it costs; null where it isn't usable
   * @param operations each operation that has a kernel for devices
   */
  public record OpenClState(
      DeviceInfo info,
      boolean usable,
      boolean fp64,
      String reason,
      Link link,
      List<OperationState> operations) {}

  /**
   * One operation on one device.
   *
   * @param usable whether its kernel was built and gave the plain loop's answer
   * @param reason why it isn't usable or could not be measured; "" otherwise
   * @param calibration what was measured; null where nothing could be
   */
  public record OperationState(
      String operation, boolean usable, String reason, CostModel calibration) {}

  /**
   * One backend.
   *
   * @param backend scalar, simd or opencl
   * @param reason one sentence: what makes it usable, or what is missing
   */
  public record BackendState(String backend, boolean usable, String reason) {}

  /**
   * What AUTO would do with one operation.
   *
   * @param kernel the operation's name
   * @param rows of the block
   * @param columns of the block
   * @param choice backend, device and reason
   */
  public record AutoChoice(String kernel, int rows, int columns, BackendChoice choice) {}

  private static final int[][] SIZES = {{1_000, 10}, {100_000, 30}, {1_000_000, 100}};

  /** Everything that can be said; opens every device, tries and measures every operation on it. */
  public static DeviceReport of(Devices devices, List<Operation<?>> operations) {
    BackendSelector auto = new BackendSelector(BackendPreference.AUTO, devices, SimdProbe.run());
    List<OpenClState> states = new ArrayList<>();
    for (OpenClDevice device : devices.all()) {
      states.add(state(devices, device, auto, operations));
    }
    return new DeviceReport(List.copyOf(states), backends(devices), choices(auto, operations));
  }

  private static OpenClState state(
      Devices devices, OpenClDevice device, BackendSelector auto, List<Operation<?>> operations) {
    Devices.Built built = devices.build(device);
    OpenClBackend backend = built.backend();
    if (backend == null) {
      return new OpenClState(device.info(), false, false, built.reason(), null, List.of());
    }
    List<OperationState> states = new ArrayList<>();
    for (Operation<?> operation : operations) {
      if (operation.offloadable()) {
        states.add(state(devices, backend, operation, auto));
      }
    }
    boolean fp64 = backend.runtime().doublePrecision();
    return new OpenClState(
        device.info(), true, fp64, "", devices.link(backend), List.copyOf(states));
  }

  private static OperationState state(
      Devices devices, OpenClBackend backend, Operation<?> operation, BackendSelector auto) {
    String fault = devices.fault(backend, operation);
    if (!fault.isEmpty()) {
      return new OperationState(operation.name(), false, fault, null);
    }
    Devices.Measured measured = devices.measure(backend, operation, auto.fastest(operation));
    return new OperationState(operation.name(), true, measured.reason(), measured.model());
  }

  private static List<BackendState> backends(Devices devices) {
    Devices.Built best = devices.best();
    BackendState openCl =
        best.backend() == null
            ? new BackendState("opencl", false, best.reason())
            : new BackendState(
                "opencl", true, "kernels run on " + best.backend().runtime().info().name());
    SimdProbe simd = SimdProbe.run();
    BackendState vectors =
        simd.operations() == null
            ? new BackendState("simd", false, simd.reason())
            : new BackendState("simd", true, "the JVM's vector API");
    BackendState plain = new BackendState("scalar", true, "plain loops, always there");
    return List.of(plain, vectors, openCl);
  }

  private static List<AutoChoice> choices(BackendSelector auto, List<Operation<?>> operations) {
    List<AutoChoice> choices = new ArrayList<>();
    for (int[] size : SIZES) {
      for (Operation<?> operation : operations) {
        BackendChoice choice =
            auto.choose(operation, operation.cases().work().of(size[0], size[1]));
        choices.add(new AutoChoice(operation.name(), size[0], size[1], choice));
      }
    }
    return List.copyOf(choices);
  }
}
