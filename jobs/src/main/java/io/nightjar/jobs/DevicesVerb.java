package io.nightjar.jobs;

import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.select.CostModel;
import io.nightjar.kernels.select.DeviceReport;
import io.nightjar.kernels.select.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code devices}. */
@Command(
    name = "devices",
    description = "Which devices and backends are here, which would be chosen and why.",
    mixinStandardHelpOptions = true)
final class DevicesVerb implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return Answer.say(
        "devices",
        output,
        () -> {
          DeviceReport report = Devices.here().report();
          return Answer.of(lines(report), fields(report));
        });
  }

  private static List<String> lines(DeviceReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("OpenCL devices:" + (report.devices().isEmpty() ? " none" : ""));
    report.devices().forEach(device -> device(device, lines));
    lines.add("Backends:");
    for (DeviceReport.BackendState backend : report.backends()) {
      String usable = backend.usable() ? "usable" : "not usable";
      lines.add(
          String.format(
              Locale.ROOT, "  %-8s %-11s %s", backend.backend(), usable, backend.reason()));
    }
    lines.add("What auto would choose:");
    for (DeviceReport.AutoChoice choice : report.choices()) {
      BackendChoice chosen = choice.choice();
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-12s %,9d x %-4d %-8s %s",
              choice.kernel(),
              choice.rows(),
              choice.columns(),
              chosen.backend().label(),
              chosen.reason()));
    }
    return lines;
  }

  private static void device(DeviceReport.OpenClState state, List<String> lines) {
    DeviceInfo info = state.info();
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s (%s, %s, %s): %,d MiB, work-group limit %d, %d compute units",
            info.name(),
            info.vendor(),
            info.version(),
            info.type().name().toLowerCase(Locale.ROOT),
            info.memoryBytes() >> 20,
            info.workGroupLimit(),
            info.computeUnits()));
    lines.add(
        state.usable()
            ? "    usable, sums in " + state.sums()
            : "    not usable: " + state.reason());
    CostModel cost = state.calibration();
    if (cost != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    calibration: launch %.0f us, link %.2f GB/s, %.3f ns a cell; JVM %.3f ns a cell on"
                  + " each of %d threads",
              cost.launchNanos() / 1000,
              1 / cost.linkNanosPerByte(),
              cost.deviceNanosPerCell(),
              cost.jvmNanosPerCell(),
              cost.threads()));
    }
  }

  private static Map<String, Object> fields(DeviceReport report) {
    return Map.of(
        "devices", report.devices(), "backends", report.backends(), "choices", report.choices());
  }
}
