package io.nightjar.kernels.scalar.count;

import io.nightjar.kernels.count.KnotCount;
import io.nightjar.kernels.count.Knots;

/**
 * Each value by its slot, into four tables in turn: one alone would wait for itself whenever two
 * values in a row have the same slot. The search is a table look-up and a few halvings, so that
 * vectors, whose gathers load one lane after the other, have nothing to gain.
 */
public final class TableKnotCount implements KnotCount {
  /** Creates it. */
  public TableKnotCount() {}

  @Override
  public long add(float[] values, int rows, Knots knots, long[] slots) {
    int[][] counts = new int[4][slots.length + 1];
    int i = 0;
    for (; i < rows - 3; i += 4) {
      counts[0][knots.slot(values[i])]++;
      counts[1][knots.slot(values[i + 1])]++;
      counts[2][knots.slot(values[i + 2])]++;
      counts[3][knots.slot(values[i + 3])]++;
    }
    for (; i < rows; i++) {
      counts[0][knots.slot(values[i])]++;
    }
    for (int s = 0; s < slots.length; s++) {
      slots[s] += sum(counts, s);
    }
    return sum(counts, slots.length);
  }

  private static long sum(int[][] counts, int slot) {
    return (long) counts[0][slot] + counts[1][slot] + counts[2][slot] + counts[3][slot];
  }
}
