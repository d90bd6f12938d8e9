package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.GradientPairs;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.RowList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sums by column and bin, all of them exact; the peer adds row by row to each column's bins. */
final class HistogramCall implements Call<Histogram> {
  private final BinnedBlock block;
  private final GradientPairs gradients;
  private final RowList rows;
  private final int[] columns;
  private final long[] out;

  HistogramCall(MadeNode node, int columns) {
    Random random = new Random(20261207);
    block = MadeNode.block(node.rows(), columns, random);
    rows = node.list(random);
    int[] packed = new int[node.rows()];
    Arrays.setAll(
        packed,
        i -> GradientPairs.pack(random.nextInt(1 << 16) - (1 << 15), random.nextInt(1 << 15)));
    gradients = new GradientPairs(packed);
    this.columns = IntStream.range(0, columns).toArray();
    out = new long[columns * Histogram.SUMS];
  }

  @Override
  public void run(Histogram implementation) {
    Arrays.fill(out, 0);
    implementation.add(block, gradients, rows, columns, out);
  }

  @Override
  public void spoil() {
    Arrays.fill(out, Long.MIN_VALUE);
  }

  @Override
  public double[] results() {
    return Arrays.stream(out).asDoubleStream().toArray();
  }

  @Override
  public Expected expected() {
    double[] sums = new double[out.length];
    for (int at = rows.from(); at < rows.to(); at++) {
      int row = rows.rows() == null ? at : rows.rows()[at];
      for (int column : columns) {
        int bin = block.column(column)[row] & 0xff;
        int sum = (column * BinnedBlock.SLOTS + bin) * 2;
        sums[sum] += GradientPairs.gradient(gradients.packed()[row]);
        sums[sum + 1] += GradientPairs.hessian(gradients.packed()[row]);
      }
    }
    return Expected.exactly(sums);
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(this::addNaively));
  }

  private void addNaively() {
    Arrays.fill(out, 0);
    int[] packed = gradients.packed();
    for (int column : columns) {
      byte[] bins = block.column(column);
      int base = column * Histogram.SUMS;
      for (int at = rows.from(); at < rows.to(); at++) {
        int row = rows.rows() == null ? at : rows.rows()[at];
        int sum = base + (bins[row] & 0xff) * 2;
        out[sum] += GradientPairs.gradient(packed[row]);
        out[sum + 1] += GradientPairs.hessian(packed[row]);
      }
    }
  }
}
