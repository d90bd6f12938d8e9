package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.machine.Ceilings;
import io.nightjar.kernels.bench.measure.Timing;
import io.nightjar.kernels.bench.spec.Cost;

/**
 * What a time means.
 *
 * @param millis of a call
 * @param unitsPerNano of all threads together
 * @param gigabytes that all threads together touch in a second
 * @param rowsPerMicro of all threads together
 * @param shareOfCopy of the bandwidth that copying reaches
 * @param shareOfPeak of the float operations that registers reach; NaN where they are not the point
 */
record Rates(
    double millis,
    double unitsPerNano,
    double gigabytes,
    double rowsPerMicro,
    double shareOfCopy,
    double shareOfPeak) {

  static Rates of(Cost cost, Timing timing, int threads, Ceilings ceilings) {
    return of(cost, timing.medianNanos() / threads, ceilings.copyGbs(), ceilings.peakGflops());
  }

  /** At so many nanoseconds a call, under these ceilings; {@code millis} counts as they do. */
  static Rates of(Cost cost, double nanos, double copyGbs, double peakGflops) {
    double gigabytes = cost.bytes() / nanos;
    double flops = cost.flops() / nanos;
    return new Rates(
        nanos / 1e6,
        cost.units() / nanos,
        gigabytes,
        cost.rows() * 1e3 / nanos,
        gigabytes / copyGbs,
        cost.flops() == 0 ? Double.NaN : flops / peakGflops);
  }
}
