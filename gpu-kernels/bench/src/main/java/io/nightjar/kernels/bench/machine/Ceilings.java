package io.nightjar.kernels.bench.machine;

import io.nightjar.kernels.bench.measure.Crew;
import io.nightjar.kernels.bench.measure.Effort;
import io.nightjar.kernels.bench.measure.Interleaved;
import io.nightjar.kernels.bench.measure.Timed;
import java.util.ArrayList;
import java.util.List;

/**
 * What no kernel can exceed, measured in the same process.
 *
 * @param copyGbs bytes read and written by copying arrays far larger than the caches, in GB/s
 * @param peakGflops float32 products and sums in registers
 */
public record Ceilings(double copyGbs, double peakGflops) {
  private static final int STEPS = 1 << 16;

  /** On one thread. */
  static Ceilings onOneThread(FmaLoop loop, int megabytes, Effort effort) {
    double copy = nanos(Timed.onThisThread(copy(megabytes)), effort);
    double fma = nanos(Timed.onThisThread(fma(loop)), effort);
    return of(copy, megabytes, fma, loop, 1);
  }

  /** On all threads of a crew, which share the megabytes. */
  static Ceilings together(Crew crew, FmaLoop loop, int megabytes, Effort effort) {
    int share = Math.max(1, megabytes / crew.size());
    List<Runnable> copies = new ArrayList<>();
    List<Runnable> fmas = new ArrayList<>();
    for (int i = 0; i < crew.size(); i++) {
      copies.add(copy(share));
      fmas.add(fma(loop));
    }
    double copy = nanos(crew.together(copies), effort);
    double fma = nanos(crew.together(fmas), effort);
    return of(copy, share, fma, loop, crew.size());
  }

  private static Ceilings of(double copy, int megabytes, double fma, FmaLoop loop, int threads) {
    double bytes = 2.0 * megabytes * (1 << 20);
    double flops = (double) STEPS * loop.flopsOfAStep();
    return new Ceilings(threads * bytes / copy, threads * flops / fma);
  }

  /** A ceiling is the best that was seen. */
  private static double nanos(Timed timed, Effort effort) {
    return Interleaved.time(List.of(timed), effort).get(0).minNanos();
  }

  private static Runnable copy(int megabytes) {
    float[] from = new float[megabytes << 18];
    float[] to = new float[megabytes << 18];
    return () -> System.arraycopy(from, 0, to, 0, from.length);
  }

  private static Runnable fma(FmaLoop loop) {
    return () -> {
      if (Float.isNaN(loop.run(STEPS))) {
        throw new IllegalStateException("the sums of 0.999 are not a number");
      }
    };
  }
}
