package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.Partition;
import io.nightjar.kernels.tree.TreeKernels;
import java.util.List;

/** Histograms and partitions of the root, which holds all rows, and of a node that holds half. */
public final class TreeBench {
  private static final int COLUMNS = 28;

  private TreeBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    int rows = scale.rows(500_000);
    return List.of(
        histogram(new MadeNode(rows, rows)),
        histogram(new MadeNode(rows, rows / 2)),
        partition(new MadeNode(rows, rows)),
        partition(new MadeNode(rows, rows / 2)));
  }

  private static Case<Histogram> histogram(MadeNode node) {
    double updates = (double) node.count() * COLUMNS;
    double bytes = updates + (double) Long.BYTES * node.count();
    return new Case<>(
        TreeKernels.HISTOGRAM,
        shape(node) + " x " + COLUMNS,
        Cost.of(node.count(), updates, "update", bytes),
        () -> new HistogramCall(node, COLUMNS));
  }

  private static Case<Partition> partition(MadeNode node) {
    double bytes = node.count() * (Byte.BYTES + 2.0 * Long.BYTES);
    return new Case<>(
        TreeKernels.PARTITION,
        shape(node),
        Cost.of(node.count(), node.count(), "row", bytes),
        () -> new PartitionCall(node));
  }

  private static String shape(MadeNode node) {
    String rows = MadeData.shape(node.rows());
    return node.all() ? rows : MadeData.shape(node.count()) + " of " + rows;
  }
}
