package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.LinkProbe;

/** Measures the {@link CostModel} of one operation on one device, on a made case. */
final class Calibration {
  static final int ROWS = 1 << 16;
  static final int COLUMNS = 32;
  private static final int ROUNDS = 5;

  private Calibration() {}

  static Link link(OpenClBackend backend) {
    LinkProbe.Measure measure = LinkProbe.measure(backend.runtime());
    return new Link(measure.launchNanos(), measure.nanosPerByte());
  }

  static <T> CostModel of(
      OpenClBackend backend, Link link, OperationSet loops, Operation<T> operation) {
    Operation.Trial<T> trial = operation.cases().trial().of(ROWS, COLUMNS);
    Work work = operation.cases().work().of(ROWS, COLUMNS);
    double device = best(trial, backend.operations().of(operation.type()), ROUNDS);
    double besides = link.launchNanos() + work.callBytes() * link.nanosPerByte();
    // The first rounds only warm the JVM's compiler.
    double jvm = best(trial, loops.of(operation.type()), 4 * ROUNDS);
    return new CostModel(
        operation.unit(),
        link,
        Math.max(device - besides, 1) / work.units(),
        jvm / work.units(),
        Runtime.getRuntime().availableProcessors(),
        operation.reuse());
  }

  /** The quickest of some rounds, in nanoseconds; the first brings the data to a device. */
  private static <T> double best(Operation.Trial<T> trial, T implementation, int rounds) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      double[] results = trial.run(implementation);
      long nanos = System.nanoTime() - start;
      // The results are looked at, so that no compiler may leave the work out.
      best = Math.min(best, results.length == 0 ? Long.MAX_VALUE : nanos);
    }
    return best;
  }
}
