package io.nightjar.kernels.tree;

import io.nightjar.kernels.block.BinnedBlock;
import java.util.Arrays;
import java.util.Random;

/** Binned rows, gradients and lists of rows from a seed. */
final class MadeBins {
  private final Random random;

  MadeBins(long seed) {
    random = new Random(seed);
  }

  /** Bins evenly spread over all 256, the missing one among them. */
  BinnedBlock block(int rows, int columns) {
    byte[][] x = new byte[columns][rows];
    for (byte[] column : x) {
      random.nextBytes(column);
    }
    return block(rows, x);
  }

  static BinnedBlock block(int rows, byte[][] x) {
    int[] bins = new int[x.length];
    Arrays.fill(bins, BinnedBlock.MAX_BINS);
    return new BinnedBlock(rows, x, bins);
  }

  static BinnedBlock constant(int rows, int columns, int bin) {
    byte[][] x = new byte[columns][rows];
    for (byte[] column : x) {
      Arrays.fill(column, (byte) bin);
    }
    return block(rows, x);
  }

  GradientPairs gradients(int rows) {
    int[] packed = new int[rows];
    for (int i = 0; i < rows; i++) {
      packed[i] =
          GradientPairs.pack(
              random.nextInt(1 << 16) + Short.MIN_VALUE, random.nextInt(Short.MAX_VALUE + 1));
    }
    return new GradientPairs(packed);
  }

  static GradientPairs equalGradients(int rows, int gradient, int hessian) {
    int[] packed = new int[rows];
    Arrays.fill(packed, GradientPairs.pack(gradient, hessian));
    return new GradientPairs(packed);
  }

  /** About half of the rows, in order, between entries that don't count. */
  RowList half(int rows) {
    int[] list = new int[rows + 2];
    int to = 1;
    for (int i = 0; i < rows; i++) {
      list[to] = i;
      to += random.nextInt(2);
    }
    Arrays.fill(list, to, list.length, -1);
    list[0] = -1;
    return new RowList(list, 1, to);
  }
}
