package io.nightjar.kernels.tree;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import java.util.List;

/**
 * What trees are grown by: checks shapes, then runs each operation where it is chosen to run. Safe
 * for many threads.
 */
public final class TreeKernels {
  /** Histograms of a node; a unit is an update: one column of one row. */
  public static final Operation<Histogram> HISTOGRAM =
      Operation.offloadable(
          "histogram", "update", Histogram.class, Operation.ITERATIVE, TreeCases.histogram());

  /** Partition of a node's rows; a unit is a row. */
  public static final Operation<Partition> PARTITION =
      Operation.onJvm(
          "partition",
          "row",
          Partition.class,
          "a partition moves each row once: no device gains",
          TreeCases.partition());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(HISTOGRAM, PARTITION);

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public TreeKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Adds Σ g and Σ h of a node's rows into {@code out}, by column and bin, for one tile's columns.
   *
   * @param node rows of a tree on these bins
   * @param tile 0..tiles − 1
   * @param out [columns][256][2] of all columns, gradients before hessians
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void histogram(BinnedRows bins, NodeRows node, int tile, long[] out) {
    ArgumentChecks.length("out", out.length, (long) bins.columns() * Histogram.SUMS);
    ArgumentChecks.within("the tile", tile, 0, bins.tiles() - 1L);
    requireRows(bins, node);
    dispatcher.run(
        HISTOGRAM,
        TreeCases.work(bins, node, tile),
        it -> {
          it.add(bins, node, tile, out);
          return out;
        });
  }

  /**
   * Parts a node's rows: those that go left to one side, the others to the other, each in order.
   *
   * @return how many went left
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public int partition(BinnedRows bins, BinnedSplit split, NodeRows node, Partition.Sides sides) {
    ArgumentChecks.within("the split's column", split.column(), 0, bins.columns() - 1L);
    requireRows(bins, node);
    sides.requireRoom(node.count());
    return dispatcher.run(
        PARTITION, Work.of(node.count(), 0, 0, 0), it -> it.part(bins, split, node, sides));
  }

  /** Entries were checked to be of the rows that they were told of; these must be the bins'. */
  private static void requireRows(BinnedRows bins, NodeRows node) {
    if (node.all().rows() != bins.rows()) {
      throw new IllegalArgumentException(
          "the gradients are of "
              + node.all().rows()
              + " rows; must be of "
              + bins.rows()
              + ", as the bins are");
    }
  }
}
