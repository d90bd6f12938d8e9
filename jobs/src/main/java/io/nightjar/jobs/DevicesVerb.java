package io.nightjar.jobs;

import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.select.CostModel;
import io.nightjar.kernels.select.DeviceReport;
import io.nightjar.kernels.select.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
          DeviceReport report = Kernels.deviceReport();
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
      lines.add(text("  %-8s %-11s %s", backend.backend(), usable, backend.reason()));
    }
    choices(report.choices(), lines);
    return lines;
  }

  /** A line for each operation and outcome: most choose the same at every size. */
  private static void choices(List<DeviceReport.AutoChoice> choices, List<String> lines) {
    Map<List<String>, List<String>> sizes = new LinkedHashMap<>();
    choices.stream()
        .sorted(Comparator.comparingInt(it -> firstOf(it.kernel(), choices)))
        .forEach(
            it ->
                sizes
                    .computeIfAbsent(
                        List.of(it.kernel(), it.choice().backend().label(), it.choice().reason()),
                        outcome -> new ArrayList<>())
                    .add(text("%,d x %d", it.rows(), it.columns())));
    lines.add("What auto would choose:");
    sizes.forEach(
        (outcome, at) ->
            lines.add(
                text(
                    "  %-17s %-8s at %s: %s",
                    outcome.get(0), outcome.get(1), String.join(", ", at), outcome.get(2))));
  }

  private static int firstOf(String kernel, List<DeviceReport.AutoChoice> choices) {
    return choices.stream().map(DeviceReport.AutoChoice::kernel).toList().indexOf(kernel);
  }

  private static void device(DeviceReport.OpenClState state, List<String> lines) {
    DeviceInfo info = state.info();
    lines.add(
        text(
            "  %s (%s, %s, %s): %,d MiB, work-group limit %d, %d compute units, %s",
            info.name(),
            info.vendor(),
            info.version(),
            info.type().name().toLowerCase(Locale.ROOT),
            info.memoryBytes() >> 20,
            info.workGroupLimit(),
            info.computeUnits(),
            state.fp64() ? "float64" : "no float64"));
    if (!state.usable()) {
      lines.add("    not usable: " + state.reason());
      return;
    }
    Link link = state.link();
    lines.add(
        text(
            "    usable: launch %.0f us, link %.2f GB/s",
            link.launchNanos() / 1000, 1 / link.nanosPerByte()));
    state.operations().forEach(operation -> lines.add(operation(operation)));
  }

  private static String operation(DeviceReport.OperationState state) {
    CostModel cost = state.calibration();
    if (cost == null) {
      return text(
          "    %-17s %s: %s",
          state.operation(),
          state.usable() ? "usable, not measured" : "not usable",
          state.reason());
    }
    return text(
        "    %-17s usable: %.3g ns a %s, JVM %.3g ns on each of %d threads",
        state.operation(),
        cost.deviceNanosPerUnit(),
        cost.unit(),
        cost.jvmNanosPerUnit(),
        cost.threads());
  }

  private static Map<String, Object> fields(DeviceReport report) {
    return Map.of(
        "devices",
        report.devices(),
        "backends",
        report.backends(),
        "choices",
        report.choices().stream().map(DevicesVerb::choice).toList());
  }

  private static Map<String, Object> choice(DeviceReport.AutoChoice choice) {
    return Map.of(
        "kernel", choice.kernel(),
        "rows", choice.rows(),
        "columns", choice.columns(),
        "backend", choice.choice().backend().label(),
        "device", choice.choice().device(),
        "reason", choice.choice().reason());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
