package io.nightjar.kernels.count;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;

/** Made cases: a column that follows a fixed pattern, and a knot for each column asked for. */
final class CountCases {
  private CountCases() {}

  static Operation.Cases<KnotCount> knots() {
    return new Operation.Cases<>(
        (rows, columns) -> Work.of(rows, 0, 0, 0),
        (rows, columns) -> new Operation.Trial<>(it -> run(it, rows, columns), 0));
  }

  private static double[] run(KnotCount it, int rows, int columns) {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = i % 101 == 0 ? Float.NaN : (i * 31 % 1009) / 1009f - 0.5f;
    }
    double[] at = new double[Math.min(columns, Knots.MOST)];
    for (int k = 0; k < at.length; k++) {
      at[k] = (float) ((k + 1.0) / (at.length + 1) - 0.5);
    }
    Knots knots = Knots.of(at);
    long[] slots = new long[knots.slots()];
    double[] all = new double[slots.length + 1];
    all[slots.length] = it.add(values, rows, knots, slots);
    for (int s = 0; s < slots.length; s++) {
      all[s] = slots[s];
    }
    return all;
  }
}
