package io.nightjar.kernels.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What several rounds gave for one call.
 *
 * @param medianNanos wall clock
 * @param minNanos wall clock, the quickest round
 * @param medianCpuNanos processor time of the calling thread
 * @param minCpuNanos processor time of the calling thread, the quickest round
 * @param calls of each round
 */
public record Timing(
    double medianNanos, double minNanos, double medianCpuNanos, double minCpuNanos, int calls) {

  static Timing of(List<Sample> samples, int calls) {
    double[] wall = sorted(samples, Sample::wallNanos);
    double[] cpu = sorted(samples, Sample::cpuNanos);
    int middle = wall.length / 2;
    return new Timing(wall[middle], wall[0], cpu[middle], cpu[0], calls);
  }

  private static double[] sorted(List<Sample> samples, ToDoubleFunction<Sample> what) {
    return samples.stream().mapToDouble(what).sorted().toArray();
  }
}
