package io.nightjar.kernels.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Times contenders in turn, round by round, so that a noisy neighbour hits all of them alike. */
public final class Interleaved {
  private static final int LEAST_WARM_CALLS = 3;
  private static final int MOST_CALLS = 10_000;

  private Interleaved() {}

  /** The times of each, in their order. */
  public static List<Timing> time(List<Timed> contenders, Effort effort) {
    int[] calls = new int[contenders.size()];
    List<List<Sample>> samples = new ArrayList<>();
    for (int c = 0; c < calls.length; c++) {
      calls[c] = warmUp(contenders.get(c), effort);
      samples.add(new ArrayList<>());
    }
    for (int round = 0; round < effort.rounds(); round++) {
      for (int c = 0; c < calls.length; c++) {
        samples.get(c).add(contenders.get(c).run(calls[c]));
      }
    }
    List<Timing> timings = new ArrayList<>();
    for (int c = 0; c < calls.length; c++) {
      timings.add(Timing.of(samples.get(c), calls[c]));
    }
    return List.copyOf(timings);
  }

  /** Runs it until it is compiled; gives how many calls fill one turn. */
  private static int warmUp(Timed contender, Effort effort) {
    if (effort.warmUpMillis() == 0) {
      return 1;
    }
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + effort.warmUpMillis() * 1_000_000L;
    for (int call = 0; call < LEAST_WARM_CALLS || System.nanoTime() < end; call++) {
      best = Math.min(best, contender.run(1).wallNanos());
    }
    double calls = Math.ceil(effort.roundMillis() * 1e6 / Math.max(best, 1));
    return (int) Math.max(1, Math.min(calls, MOST_CALLS));
  }
}
