package io.nightjar.kernels;

import io.nightjar.kernels.opencl.CostModel;
import io.nightjar.kernels.opencl.DeviceInfo;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.OpenClDevice;
import io.nightjar.kernels.scalar.Loops;
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
   * @param usable whether the kernels were built and gave the right answer on it
   * @param sums "float64", "float32" or "" where it isn't usable
   * @param reason why it isn't usable; "" where it is
   * @param calibration what was measured, null where nothing could be
   */
  public record OpenClState(
      DeviceInfo info, boolean usable, String sums, String reason, CostModel calibration) {}

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
   * @param kernel glm-gradient, margins or gram
   * @param rows of the block
   * @param columns of the block
   * @param choice backend, device and reason
   */
  public record AutoChoice(String kernel, int rows, int columns, BackendChoice choice) {}

  private static final int[][] SIZES = {{1_000, 10}, {100_000, 30}, {1_000_000, 100}};

  static DeviceReport of(Devices devices, BackendSelector auto) {
    List<OpenClState> states = new ArrayList<>();
    for (OpenClDevice device : devices.all()) {
      states.add(state(devices, device, auto.fastest()));
    }
    return new DeviceReport(List.copyOf(states), backends(devices), choices(auto));
  }

  private static OpenClState state(Devices devices, OpenClDevice device, Loops loops) {
    Devices.Built built = devices.build(device);
    OpenClBackend backend = built.backend();
    if (backend == null) {
      return new OpenClState(device.info(), false, "", built.reason(), null);
    }
    String sums = backend.sums() == OpenClBackend.Sums.DOUBLE ? "float64" : "float32";
    Devices.Measured measured = devices.measure(backend, loops);
    return new OpenClState(device.info(), true, sums, measured.reason(), measured.model());
  }

  private static List<BackendState> backends(Devices devices) {
    Devices.Built best = devices.best();
    BackendState openCl =
        best.backend() == null
            ? new BackendState("opencl", false, best.reason())
            : new BackendState(
                "opencl", true, "kernels run on " + best.backend().device().info().name());
    SimdProbe simd = SimdProbe.run();
    BackendState vectors =
        simd.loops() == null
            ? new BackendState("simd", false, simd.reason())
            : new BackendState("simd", true, "the JVM's vector API");
    BackendState plain = new BackendState("scalar", true, "plain loops, always there");
    return List.of(plain, vectors, openCl);
  }

  private static List<AutoChoice> choices(BackendSelector auto) {
    List<AutoChoice> choices = new ArrayList<>();
    for (int[] size : SIZES) {
      BackendChoice gradient = auto.gradient(size[0], size[1], 1);
      choices.add(new AutoChoice("glm-gradient", size[0], size[1], gradient));
      choices.add(new AutoChoice("margins", size[0], size[1], auto.margins()));
      choices.add(new AutoChoice("gram", size[0], size[1], auto.gram()));
    }
    return List.copyOf(choices);
  }
}
