package io.nightjar.kernels.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times contenders in turn, round by round, so that a noisy neighbour hits all of them alike.
 * Before the first round they are warmed up in turn as well, until none gets faster any more: the
 * JVM's second compiler works beside them, and may come to a contender only after its first turns.
 */
public final class Interleaved {
  private static final int MOST_CALLS = 10_000;
  private static final int MOST_PASSES = 10;

  /** A contender that gained nothing in as many turns is warm. */
  private static final int IDLE_PASSES = 2;

  /** A turn that gains less than this share gains nothing. */
  private static final double GAIN = 0.05;

  private Interleaved() {}

  /** The times of each, in their order. */
  public static List<Timing> time(List<Timed> contenders, Effort effort) {
    int[] calls = warmUp(contenders, effort);
    List<List<Sample>> samples = new ArrayList<>();
    for (int c = 0; c < calls.length; c++) {
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

  /** Runs them until they are compiled; gives how many calls of each fill one turn. */
  private static int[] warmUp(List<Timed> contenders, Effort effort) {
    int[] calls = new int[contenders.size()];
    Arrays.fill(calls, 1);
    if (effort.warmUpMillis() == 0) {
      return calls;
    }
    double[] best = new double[calls.length];
    Arrays.fill(best, Double.MAX_VALUE);
    int[] idle = new int[calls.length];
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      for (int c = 0; c < calls.length; c++) {
        if (idle[c] < IDLE_PASSES) {
          double now = best(contenders.get(c), effort.warmUpMillis());
          idle[c] = now < best[c] * (1 - GAIN) ? 0 : idle[c] + 1;
          best[c] = Math.min(best[c], now);
          double fill = Math.ceil(effort.roundMillis() * 1e6 / Math.max(best[c], 1));
          calls[c] = (int) Math.max(1, Math.min(fill, MOST_CALLS));
        }
      }
    }
    return calls;
  }

  /** The quickest call of a turn. */
  private static double best(Timed contender, int millis) {
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + millis * 1_000_000L;
    do {
      best = Math.min(best, contender.run(1).wallNanos());
    } while (System.nanoTime() < end);
    return best;
  }
}
