package io.nightjar.kernels.tree;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.BinnedBlock;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Made cases of growing trees: rows in bins that follow a fixed pattern, some missing. */
final class TreeCases {
  private TreeCases() {}

  static Operation.Cases<Histogram> histogram() {
    return new Operation.Cases<>(
        (rows, columns) -> work((long) rows * columns, rows, columns, columns),
        (rows, columns) -> histogramTrial(made(rows, columns)));
  }

  static Operation.Cases<Partition> partition() {
    return new Operation.Cases<>(
        (rows, columns) -> Work.of(rows, 0, 0, 0),
        (rows, columns) -> partitionTrial(made(rows, columns)));
  }

  static Work work(BinnedBlock block, RowList rows, int columns) {
    return work((long) rows.count() * columns, block.rows(), block.columns(), columns);
  }

  /**
   * Gradients are uploaded once a tree, so they are as good as resident; a node's list of rows is
   * new each time. A device keeps up to 256 partial histograms of each column.
   */
  private static Work work(long updates, int rows, int columns, int wanted) {
    long bins = (long) rows * columns;
    long sums = (long) Histogram.SUMS * columns;
    return Work.of(
        updates,
        bins + (long) Integer.BYTES * rows,
        (wanted == 0 ? 0 : Integer.BYTES * (updates / wanted)) + Long.BYTES * sums,
        Math.max(bins, Math.max(Long.BYTES * sums, Integer.BYTES * 64 * sums)));
  }

  private static Operation.Trial<Histogram> histogramTrial(BinnedBlock block) {
    int[] packed = new int[block.rows()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = GradientPairs.pack((i * 7919) % 60000 - 30000, (i * 104729 & 0xffff) / 3);
    }
    GradientPairs gradients = new GradientPairs(packed);
    int[] columns = IntStream.range(0, block.columns()).toArray();
    return new Operation.Trial<>(
        histogram -> {
          long[] out = new long[columns.length * Histogram.SUMS];
          histogram.add(block, gradients, RowList.first(packed.length), columns, out);
          return Arrays.stream(out).asDoubleStream().toArray();
        },
        0);
  }

  private static Operation.Trial<Partition> partitionTrial(BinnedBlock block) {
    BinnedSplit split = BinnedSplit.numeric(0, 20, MissingGoes.LEFT);
    return new Operation.Trial<>(
        partition -> {
          int[] rows = new int[block.rows() + 1];
          rows[block.rows()] = partition.all(block, split, rows, new int[block.rows()]);
          return Arrays.stream(rows).asDoubleStream().toArray();
        },
        0);
  }

  private static BinnedBlock made(int rows, int columns) {
    byte[][] x = new byte[columns][rows];
    int[] bins = new int[columns];
    Arrays.fill(bins, BinnedBlock.MAX_BINS);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        x[j][i] = (byte) (i * (2 * j + 3) + (i >>> 8) * 31);
      }
    }
    return new BinnedBlock(rows, x, bins);
  }
}
