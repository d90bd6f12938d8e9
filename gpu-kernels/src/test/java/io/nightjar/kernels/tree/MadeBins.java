package io.nightjar.kernels.tree;

import java.util.Arrays;
import java.util.Random;

/** Binned rows, gradients and nodes from a seed. */
final class MadeBins {
  private final Random random;

  MadeBins(long seed) {
    random = new Random(seed);
  }

  /** Bins evenly spread over all 256, the missing one among them. */
  BinnedRows rows(int rows, int columns) {
    byte[][] x = new byte[columns][rows];
    for (byte[] column : x) {
      random.nextBytes(column);
    }
    return rows(rows, x);
  }

  static BinnedRows rows(int rows, byte[][] x) {
    BinnedRows made = new BinnedRows(rows, x.length);
    for (int j = 0; j < x.length; j++) {
      System.arraycopy(x[j], 0, made.column(j), 0, rows);
    }
    made.pack(0, rows / 2);
    made.pack(rows / 2, rows);
    return made;
  }

  static BinnedRows constant(int rows, int columns, int bin) {
    byte[][] x = new byte[columns][rows];
    for (byte[] column : x) {
      Arrays.fill(column, (byte) bin);
    }
    return rows(rows, x);
  }

  private long entry(int row) {
    int gradient = random.nextInt(1 << 16) + Short.MIN_VALUE;
    return GradientRows.entry(gradient, random.nextInt(Short.MAX_VALUE + 1), row);
  }

  /** All rows in order. */
  NodeRows all(int rows) {
    long[] entries = new long[rows];
    Arrays.setAll(entries, this::entry);
    return NodeRows.of(new GradientRows(entries, rows, rows));
  }

  static NodeRows equal(int rows, int gradient, int hessian) {
    long[] entries = new long[rows];
    Arrays.setAll(entries, row -> GradientRows.entry(gradient, hessian, row));
    return NodeRows.of(new GradientRows(entries, rows, rows));
  }

  /** Each row with a share of the chances, in order, without the first and the last of them. */
  NodeRows some(int rows, double share) {
    long[] entries = new long[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (random.nextDouble() < share) {
        entries[count++] = entry(row);
      }
    }
    GradientRows all = new GradientRows(entries, count, rows);
    return count < 2 ? NodeRows.of(all) : new NodeRows(all, 1, count - 1);
  }
}
