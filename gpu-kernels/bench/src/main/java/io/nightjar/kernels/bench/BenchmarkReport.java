package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.machine.Machine;
import io.nightjar.kernels.opencl.peak.DevicePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was measured on one machine, for people and for programs. */
public final class BenchmarkReport {
  private final Machine machine;
  private final Backends backends;
  private final DevicePeak devicePeak;
  private final List<Measured> cases;

  BenchmarkReport(Machine machine, Backends backends, DevicePeak devicePeak, List<Measured> cases) {
    this.machine = machine;
    this.backends = backends;
    this.devicePeak = devicePeak;
    this.cases = cases;
  }

  Machine machine() {
    return machine;
  }

  Backends backends() {
    return backends;
  }

  /** Null without a device, or where it failed. */
  DevicePeak devicePeak() {
    return devicePeak;
  }

  List<Measured> cases() {
    return cases;
  }

  /** Aligned text. */
  public List<String> lines() {
    return new ReportText(this).lines();
  }

  /** The same as a tree of maps, lists, numbers and strings, in snake_case. */
  public Map<String, Object> fields() {
    return new ReportTree(this).fields();
  }

  /** Contenders whose results are wrong: they were not timed. */
  public List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (Measured each : cases) {
      for (Measured.Entry entry : each.entries()) {
        if (entry.wrong()) {
          wrong.add(each.what().name() + " on " + entry.contender().name() + ": " + entry.fault());
        }
      }
    }
    return List.copyOf(wrong);
  }
}
