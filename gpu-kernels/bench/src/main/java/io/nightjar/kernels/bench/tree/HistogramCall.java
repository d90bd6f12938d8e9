package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.NodeRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sums by column and bin, all of them exact; the peer adds row by row to each column's bins. */
final class HistogramCall implements Call<Histogram> {
  private final BinnedRows bins;
  private final NodeRows node;
  private final long[] out;

  HistogramCall(MadeNode made, int columns) {
    Random random = new Random(20261207);
    bins = MadeNode.bins(made.rows(), columns, random);
    node = made.entries(random);
    out = new long[columns * Histogram.SUMS];
  }

  @Override
  public void run(Histogram implementation) {
    Arrays.fill(out, 0);
    for (int tile = 0; tile < bins.tiles(); tile++) {
      implementation.add(bins, node, tile, out);
    }
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
    for (int at = node.from(); at < node.to(); at++) {
      long entry = node.all().entries()[at];
      for (int column = 0; column < bins.columns(); column++) {
        int sum = column * Histogram.SUMS + bins.bin(column, GradientRows.row(entry)) * 2;
        sums[sum] += GradientRows.gradient(entry);
        sums[sum + 1] += GradientRows.hessian(entry);
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
    long[] entries = node.all().entries();
    for (int column = 0; column < bins.columns(); column++) {
      byte[] ofColumn = bins.column(column);
      int base = column * Histogram.SUMS;
      for (int at = node.from(); at < node.to(); at++) {
        long entry = entries[at];
        int sum = base + (ofColumn[GradientRows.row(entry)] & 0xff) * 2;
        out[sum] += GradientRows.gradient(entry);
        out[sum + 1] += GradientRows.hessian(entry);
      }
    }
  }
}
