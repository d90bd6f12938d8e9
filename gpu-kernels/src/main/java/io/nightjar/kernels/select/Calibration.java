package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.device.LinkProbe;

/** Measures the {@link CostModel} of one operation on one device, on made cases. */
final class Calibration {
  private static final int COLUMNS = 32;

  /** Rows for the JVM and for devices with few units: short rounds, so that there are many. */
  private static final int FEW_ROWS = 1 << 13;

  /** Rows for a GPU: fewer would leave most of it idle, and so make it look slow. */
  private static final int MANY_ROWS = 1 << 18;

  private static final int DEVICE_ROUNDS = 5;

  /** A round that is quicker by this share is a gain: the JVM's compiler is still at work. */
  private static final double GAIN = 0.97;

  /** Without a gain in so many rounds and for so long, loops are as fast as they get. */
  private static final int STEADY_ROUNDS = 100;

  private static final long STEADY_NANOS = 300_000_000;

  private static final long MOST_NANOS = 6_000_000_000L;

  private Calibration() {}

  static Link link(OpenClBackend backend) {
    LinkProbe.Measure measure = LinkProbe.measure(backend.runtime());
    return new Link(measure.launchNanos(), measure.nanosPerByte());
  }

  static <T> CostModel of(
      OpenClBackend backend, Link link, OperationSet loops, Operation<T> operation) {
    return new CostModel(
        operation.unit(),
        link,
        deviceNanosPerUnit(backend, link, operation),
        jvmNanosPerUnit(loops.of(operation.type()), operation),
        Runtime.getRuntime().availableProcessors(),
        operation.reuse());
  }

  private static <T> double deviceNanosPerUnit(
      OpenClBackend backend, Link link, Operation<T> operation) {
    boolean gpu = backend.runtime().info().type() == DeviceInfo.Type.GPU;
    int rows = gpu ? MANY_ROWS : FEW_ROWS;
    Operation.Trial<T> trial = operation.cases().trial().of(rows, COLUMNS);
    Work work = operation.cases().work().of(rows, COLUMNS);
    Stopwatch watch = Stopwatch.of(backend.operations().of(operation.type()));
    T timed = watch.as(operation.type());
    long best = Long.MAX_VALUE;
    for (int round = 0; round < DEVICE_ROUNDS; round++) { // the first brings the data there
      best = Math.min(best, nanos(trial, timed, watch));
    }
    double besides = link.launchNanos() + work.callBytes() * link.nanosPerByte();
    return Math.max(best - besides, 1) / work.units();
  }

  private static <T> double jvmNanosPerUnit(T implementation, Operation<T> operation) {
    Operation.Trial<T> trial = operation.cases().trial().of(FEW_ROWS, COLUMNS);
    Stopwatch watch = Stopwatch.of(implementation);
    T timed = watch.as(operation.type());
    long start = System.nanoTime();
    long gained = start;
    long best = Long.MAX_VALUE;
    int steady = 0;
    for (long now = start;
        now - start < MOST_NANOS && (steady < STEADY_ROUNDS || now - gained < STEADY_NANOS);
        now = System.nanoTime()) {
      long nanos = nanos(trial, timed, watch);
      boolean gain = nanos < best * GAIN;
      best = Math.min(best, nanos);
      steady = gain ? 0 : steady + 1;
      gained = gain ? now : gained;
    }
    return (double) best / operation.cases().work().of(FEW_ROWS, COLUMNS).units();
  }

  private static <T> long nanos(Operation.Trial<T> trial, T timed, Stopwatch watch) {
    double[] results = trial.run(timed);
    long nanos = watch.lap();
    // The results are looked at, so that no compiler may leave the work out.
    return results.length == 0 ? Long.MAX_VALUE : nanos;
  }
}
