package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.machine.Ceilings;
import io.nightjar.kernels.bench.machine.Machine;
import io.nightjar.kernels.bench.measure.Timing;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.peak.DevicePeak;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as a tree of maps, lists, numbers and strings; what was not measured is absent. */
final class ReportTree {
  private final BenchmarkReport report;

  ReportTree(BenchmarkReport report) {
    this.report = report;
  }

  Map<String, Object> fields() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine());
    if (report.backends().device() != null) {
      all.put("device", device());
    }
    all.put("missing", report.backends().missing());
    all.put("cases", report.cases().stream().map(this::measured).toList());
    return all;
  }

  private Map<String, Object> machine() {
    Machine machine = report.machine();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cpu", machine.cpu());
    fields.put("cores", machine.cores());
    fields.put("jvm", machine.jvm());
    fields.put("vectors", machine.vectors());
    fields.put("one_thread", ceilings(machine.one()));
    fields.put("all_cores", ceilings(machine.all()));
    return fields;
  }

  private static Map<String, Object> ceilings(Ceilings ceilings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "copy_gb_s", ceilings.copyGbs());
    put(fields, "peak_gflop_s", ceilings.peakGflops());
    return fields;
  }

  private Map<String, Object> device() {
    DeviceInfo info = report.backends().device().runtime().info();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", info.name());
    fields.put("vendor", info.vendor());
    fields.put("version", info.version());
    DevicePeak peak = report.devicePeak();
    if (peak != null) {
      put(fields, "triad_gb_s", peak.triadGbs());
      put(fields, "peak_gflop_s", peak.peakGflops());
    }
    return fields;
  }

  private Map<String, Object> measured(Measured each) {
    Cost cost = each.what().cost();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("operation", each.what().operation().name());
    fields.put("shape", each.what().shape());
    fields.put("rows", cost.rows());
    fields.put("unit", cost.unit());
    put(fields, "units", cost.units());
    put(fields, "flops", cost.flops());
    put(fields, "bytes", cost.bytes());
    fields.put("threads", each.threads());
    fields.put("contenders", each.entries().stream().map(it -> entry(each, it)).toList());
    return fields;
  }

  private Map<String, Object> entry(Measured each, Measured.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", entry.contender().name());
    fields.put("role", entry.ours() ? "backend" : entry.contender().whole() ? "peer" : "peer_part");
    fields.put("verdict", entry.wrong() ? "wrong" : "right");
    if (entry.wrong()) {
      fields.put("why", entry.fault());
      return fields;
    }
    Cost cost = each.what().cost();
    boolean device = entry.contender().device();
    fields.put("one_thread", timing(entry.one(), cost, 1, device ? null : report.machine().one()));
    if (entry.all() != null) {
      fields.put("all_cores", timing(entry.all(), cost, each.threads(), report.machine().all()));
    }
    each.backend("scalar").ifPresent(base -> ratio(fields, "times_scalar", base, entry));
    each.peer().ifPresent(base -> ratio(fields, "times_peer", base, entry));
    if (entry.transfer() != null) {
      fields.put("on_device", onDevice(each, entry));
    }
    return fields;
  }

  private static void ratio(
      Map<String, Object> fields, String key, Measured.Entry base, Measured.Entry entry) {
    put(fields, key, Measured.speedup(base, entry));
  }

  /** Without ceilings where those of the processor do not hold. */
  private static Map<String, Object> timing(
      Timing timing, Cost cost, int threads, Ceilings ceilings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Ceilings known = ceilings == null ? new Ceilings(Double.NaN, Double.NaN) : ceilings;
    Rates rates = Rates.of(cost, timing, threads, known);
    put(fields, "median_ms", timing.medianNanos() / 1e6);
    put(fields, "min_ms", timing.minNanos() / 1e6);
    if (ceilings != null) {
      put(fields, "cpu_median_ms", timing.medianCpuNanos() / 1e6);
      put(fields, "cpu_min_ms", timing.minCpuNanos() / 1e6);
    }
    fields.put("calls_per_round", timing.calls());
    put(fields, "giga_units_s", rates.unitsPerNano());
    put(fields, "mrow_s", rates.rowsPerMicro());
    put(fields, "gb_s", rates.gigabytes());
    put(fields, "share_of_copy", rates.shareOfCopy());
    put(fields, "share_of_peak", rates.shareOfPeak());
    return fields;
  }

  private Map<String, Object> onDevice(Measured each, Measured.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    double nanos = entry.one().medianNanos();
    put(fields, "resident_ms", nanos / 1e6);
    put(fields, "transfer_ms", entry.transfer().nanos() / 1e6);
    fields.put("first_call_bytes", entry.transfer().bytes());
    fields.put("further_call_bytes", entry.transfer().residentBytes());
    put(fields, "times_jvm_all_cores", each.bestOnAllCores() / nanos);
    DevicePeak peak = report.devicePeak();
    if (peak != null) {
      Rates rates = Rates.of(each.what().cost(), nanos, peak.triadGbs(), peak.peakGflops());
      put(fields, "share_of_triad", rates.shareOfCopy());
      put(fields, "share_of_peak", rates.shareOfPeak());
    }
    return fields;
  }

  /** JSON has no NaN. */
  private static void put(Map<String, Object> fields, String key, double value) {
    if (Double.isFinite(value)) {
      fields.put(key, value);
    }
  }
}
