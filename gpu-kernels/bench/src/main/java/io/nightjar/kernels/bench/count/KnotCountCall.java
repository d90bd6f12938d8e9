package io.nightjar.kernels.bench.count;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.count.KnotCount;
import io.nightjar.kernels.count.Knots;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Values at knots which some of them equal; the peer searches by halving, value by value. */
final class KnotCountCall implements Call<KnotCount> {
  private static final int MISSING_EVERY = 20;

  private final float[] values;

  /** Strictly ascending. */
  private final double[] at;

  private final Knots knots;
  private final long[] slots;
  private long missing;

  KnotCountCall(int rows, int count) {
    MadeData made = new MadeData(20261209);
    values = made.floats(rows);
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    at =
        IntStream.rangeClosed(1, count)
            .mapToDouble(k -> sorted[(int) ((long) k * rows / (count + 1))])
            .distinct()
            .toArray();
    knots = Knots.of(at);
    for (int i = 0; i < rows; i += MISSING_EVERY) {
      values[i] = Float.NaN;
    }
    slots = new long[knots.slots()];
  }

  @Override
  public void run(KnotCount implementation) {
    Arrays.fill(slots, 0);
    missing = implementation.add(values, values.length, knots, slots);
  }

  @Override
  public void spoil() {
    Arrays.fill(slots, -1);
    missing = -1;
  }

  @Override
  public double[] results() {
    double[] all = new double[slots.length + 1];
    Arrays.setAll(all, s -> s < slots.length ? slots[s] : missing);
    return all;
  }

  @Override
  public Expected expected() {
    double[] counts = new double[slots.length + 1];
    for (float value : values) {
      int below = 0;
      while (below < at.length && at[below] < value) {
        below++;
      }
      boolean on = below < at.length && at[below] == value;
      counts[Float.isNaN(value) ? slots.length : 2 * below + (on ? 1 : 0)]++;
    }
    return Expected.exactly(counts);
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(this::countNaively));
  }

  private void countNaively() {
    Arrays.fill(slots, 0);
    missing = 0;
    for (float value : values) {
      if (Float.isNaN(value)) {
        missing++;
      } else {
        // 0.0 is above −0.0 to the search, but the same number.
        int found = Arrays.binarySearch(at, value + 0.0);
        slots[found >= 0 ? 2 * found + 1 : 2 * (-found - 1)]++;
      }
    }
  }
}
