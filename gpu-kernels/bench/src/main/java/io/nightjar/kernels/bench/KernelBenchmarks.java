package io.nightjar.kernels.bench;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.bench.cases.AllCases;
import io.nightjar.kernels.bench.machine.Machine;
import io.nightjar.kernels.bench.measure.Crew;
import io.nightjar.kernels.bench.measure.Effort;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.opencl.peak.DevicePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures kernels on this machine: ceilings first, then case by case.
 *
 * @param only the operation to measure; null for all
 * @param effort how much time is spent
 * @param scale how large the shapes are
 */
public record KernelBenchmarks(String only, Effort effort, Scale scale) {
  private static final int COPIED_MEGABYTES = 256;

  /**
   * Figures that are worth reading.
   *
   * @throws IllegalArgumentException if there is no such operation, or no round is wanted
   */
  public static KernelBenchmarks full(String only, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds is " + rounds + "; must be 1 or more");
    }
    return new KernelBenchmarks(only, Effort.of(rounds), Scale.FULL);
  }

  /** Refuses an operation that has no case. */
  public KernelBenchmarks {
    if (only != null && !operations().contains(only)) {
      throw new IllegalArgumentException(
          "--only is " + only + "; must be one of " + String.join(", ", operations()));
    }
  }

  /** The operations that there are cases of. */
  public static List<String> operations() {
    return AllCases.of(Scale.TINY).stream().map(it -> it.operation().name()).distinct().toList();
  }

  /**
   * Runs them, which takes some seconds a case.
   *
   * @param progress is told each case's name as it begins
   */
  public BenchmarkReport run(Consumer<String> progress) {
    Backends backends = Backends.here();
    try (Crew crew = new Crew(Runtime.getRuntime().availableProcessors())) {
      progress.accept("ceilings of the machine");
      Machine machine = Machine.measure(crew, scale == Scale.FULL ? COPIED_MEGABYTES : 1, effort);
      DevicePeak peak = devicePeak(backends);
      CaseBenchmark benchmark = new CaseBenchmark(backends, crew, effort);
      List<Measured> measured = new ArrayList<>();
      for (Case<?> each : AllCases.of(scale)) {
        if (only == null || only.equals(each.operation().name())) {
          progress.accept(each.name());
          measured.add(benchmark.run(each));
        }
      }
      return new BenchmarkReport(machine, backends, peak, List.copyOf(measured));
    }
  }

  private DevicePeak devicePeak(Backends backends) {
    if (backends.device() == null) {
      return null;
    }
    int floats = scale == Scale.FULL ? DevicePeak.FLOATS : 1 << 12;
    try {
      return DevicePeak.measure(backends.device().runtime(), floats);
    } catch (DeviceFailedException failure) {
      backends.missing().add("no ceilings of the device: " + failure.getMessage());
      return null;
    }
  }
}
