package io.nightjar.kernels.tree;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import java.util.Arrays;

/** Made cases of growing trees: rows in bins that follow a fixed pattern, some missing. */
final class TreeCases {
  /** The most partial histograms of a column that a device keeps. */
  private static final long PARTIALS = 256;

  private TreeCases() {}

  static Operation.Cases<Histogram> histogram() {
    return new Operation.Cases<>(
        (rows, columns) -> work(rows, rows, columns, Math.min(columns, BinnedRows.TILE)),
        (rows, columns) -> histogramTrial(made(rows, columns)));
  }

  static Operation.Cases<Partition> partition() {
    return new Operation.Cases<>(
        (rows, columns) -> Work.of(rows, 0, 0, 0),
        (rows, columns) -> partitionTrial(made(rows, columns)));
  }

  static Work work(BinnedRows bins, NodeRows node, int tile) {
    return work(node.count(), bins.rows(), bins.columns(), bins.columnsOf(tile));
  }

  /**
   * A node's entries are uploaded by each call, the bins once; the largest array may be the partial
   * histograms of a tile's columns.
   */
  private static Work work(long count, int rows, int columns, int wanted) {
    long bins = (long) rows * columns;
    long sums = (long) Histogram.SUMS * Math.min(columns, BinnedRows.TILE);
    if (bins > Integer.MAX_VALUE) {
      return Work.onJvm(count * wanted, "the bins of " + rows + " rows are beyond one array");
    }
    return Work.of(
        count * wanted,
        bins,
        Long.BYTES * (count + sums),
        Math.max(bins, Math.max((long) Long.BYTES * rows, Integer.BYTES * PARTIALS * sums)));
  }

  private static Operation.Trial<Histogram> histogramTrial(BinnedRows bins) {
    NodeRows node = NodeRows.of(gradients(bins.rows()));
    return new Operation.Trial<>(
        histogram -> {
          long[] out = new long[bins.columns() * Histogram.SUMS];
          for (int tile = 0; tile < bins.tiles(); tile++) {
            histogram.add(bins, node, tile, out);
          }
          return Arrays.stream(out).asDoubleStream().toArray();
        },
        0);
  }

  private static Operation.Trial<Partition> partitionTrial(BinnedRows bins) {
    BinnedSplit split = BinnedSplit.numeric(0, 20, MissingGoes.LEFT);
    int rows = bins.rows();
    return new Operation.Trial<>(
        partition -> {
          NodeRows node = NodeRows.of(gradients(rows));
          long[] entries = node.all().entries();
          long[] right = new long[rows];
          int left = partition.part(bins, split, node, new Partition.Sides(entries, 0, right, 0));
          double[] all = new double[rows + 1];
          for (int i = 0; i < rows; i++) {
            all[i] = GradientRows.row(i < left ? entries[i] : right[i - left]);
          }
          all[rows] = left;
          return all;
        },
        0);
  }

  private static GradientRows gradients(int rows) {
    long[] entries = new long[rows];
    for (int i = 0; i < rows; i++) {
      entries[i] =
          GradientRows.entry((int) (i * 7919L % 60000) - 30000, (i * 104729 & 0xffff) / 3, i);
    }
    return new GradientRows(entries, rows, rows);
  }

  private static BinnedRows made(int rows, int columns) {
    BinnedRows bins = new BinnedRows(rows, columns);
    for (int j = 0; j < columns; j++) {
      byte[] column = bins.column(j);
      for (int i = 0; i < rows; i++) {
        column[i] = (byte) (i * (2 * j + 3) + (i >>> 8) * 31);
      }
    }
    bins.pack(0, rows);
    return bins;
  }
}
