package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.machine.Ceilings;
import io.nightjar.kernels.bench.machine.Machine;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.peak.DevicePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as aligned text. */
final class ReportText {
  private static final String NONE = "-";

  private final BenchmarkReport report;

  ReportText(BenchmarkReport report) {
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    machine(lines);
    for (Measured each : report.cases()) {
      lines.add("");
      lines.add(heading(each));
      lines.addAll(table(each).lines("  "));
      each.entries().stream()
          .filter(entry -> entry.transfer() != null)
          .forEach(entry -> lines.add("  " + device(each, entry)));
    }
    return lines;
  }

  private void machine(List<String> lines) {
    Machine machine = report.machine();
    lines.add(
        text(
            "machine  %s, %d cores, %s, vectors: %s",
            machine.cpu(), machine.cores(), machine.jvm(), machine.vectors()));
    Ceilings one = machine.one();
    Ceilings all = machine.all();
    lines.add(
        text(
            "ceilings copy %.1f GB/s on one thread, %.1f on all; float32 %.1f Gflop/s on one"
                + " thread, %.1f on all",
            one.copyGbs(), all.copyGbs(), one.peakGflops(), all.peakGflops()));
    if (report.backends().device() != null) {
      DeviceInfo info = report.backends().device().runtime().info();
      lines.add(text("device   %s (%s, %s)", info.name(), info.vendor(), info.version()));
    }
    DevicePeak peak = report.devicePeak();
    if (peak != null) {
      lines.add(
          text(
              "         triad %.1f GB/s, float32 %.1f Gflop/s",
              peak.triadGbs(), peak.peakGflops()));
    }
    report.backends().missing().forEach(lines::add);
  }

  private static String heading(Measured each) {
    Cost cost = each.what().cost();
    return text(
        "%s   %.4g G%s, %.4g MB a call",
        each.what().name(), cost.units() / 1e9, cost.unit(), cost.bytes() / 1e6);
  }

  private TextTable table(Measured each) {
    TextTable table = new TextTable();
    String unit = "G" + each.what().cost().unit() + "/s";
    table.add(
        List.of(
            "one thread",
            "ms",
            "min",
            "cpu min",
            unit,
            "Mrow/s",
            "GB/s",
            "% copy",
            "% peak",
            "x scalar",
            "x peer",
            "| " + each.threads() + " threads: ms",
            unit,
            "% peak"));
    each.entries().forEach(entry -> table.add(row(each, entry)));
    return table;
  }

  private List<String> row(Measured each, Measured.Entry entry) {
    String name = entry.contender().name();
    if (entry.wrong()) {
      return List.of(name, "WRONG");
    }
    Cost cost = each.what().cost();
    Rates one = Rates.of(cost, entry.one(), 1, report.machine().one());
    List<String> cells = new ArrayList<>(List.of(name, number(one.millis())));
    cells.add(number(entry.one().minNanos() / 1e6));
    cells.add(entry.contender().device() ? NONE : number(entry.one().minCpuNanos() / 1e6));
    cells.add(number(one.unitsPerNano()));
    cells.add(number(one.rowsPerMicro()));
    cells.add(number(one.gigabytes()));
    boolean device = entry.contender().device();
    cells.add(device ? NONE : percent(one.shareOfCopy()));
    cells.add(device ? NONE : percent(one.shareOfPeak()));
    cells.add(ratio(each.backend("scalar").orElse(null), entry));
    cells.add(ratio(each.peer().orElse(null), entry));
    if (entry.all() == null) {
      cells.addAll(List.of("| " + NONE, NONE, NONE));
    } else {
      Rates all = Rates.of(cost, entry.all(), each.threads(), report.machine().all());
      cells.add("| " + number(entry.all().medianNanos() / 1e6));
      cells.add(number(all.unitsPerNano()));
      cells.add(percent(all.shareOfPeak()));
    }
    return cells;
  }

  private String device(Measured each, Measured.Entry entry) {
    double nanos = entry.one().medianNanos();
    DevicePeak peak = report.devicePeak();
    Rates rates =
        Rates.of(
            each.what().cost(),
            nanos,
            peak == null ? Double.NaN : peak.triadGbs(),
            peak == null ? Double.NaN : peak.peakGflops());
    return text(
        "on the device: %s ms on resident data, %s ms more to bring it there (%.4g MB; %.4g MB each"
            + " further call); %sx the JVM on all cores; %s of its bandwidth, %s of its peak",
        number(nanos / 1e6),
        number(entry.transfer().nanos() / 1e6),
        entry.transfer().bytes() / 1e6,
        entry.transfer().residentBytes() / 1e6,
        number(each.bestOnAllCores() / nanos),
        percent(rates.shareOfCopy()),
        percent(rates.shareOfPeak()));
  }

  private static String ratio(Measured.Entry base, Measured.Entry entry) {
    return base == null ? NONE : number(Measured.speedup(base, entry));
  }

  /** Three digits that count. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return text("%." + digits + "f", value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NONE : text("%.0f%%", share * 100);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
