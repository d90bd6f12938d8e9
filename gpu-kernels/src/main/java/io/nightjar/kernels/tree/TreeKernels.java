package io.nightjar.kernels.tree;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.BinnedBlock;
import java.util.List;

/**
 * What trees are grown by: checks shapes and indices, then runs each operation where it is chosen
 * to run. Safe for many threads.
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
   * Adds Σ g and Σ h of the rows into {@code out}, by column and bin.
   *
   * @param gradients a pair for each row of the block
   * @param columns which columns, in any order
   * @param out [columns.length][256][2], gradients before hessians
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void histogram(
      BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns, long[] out) {
    ArgumentChecks.length("gradients", gradients.rows(), block.rows());
    ArgumentChecks.length("out", out.length, (long) columns.length * Histogram.SUMS);
    for (int column : columns) {
      ArgumentChecks.within("a column", column, 0, block.columns() - 1L);
    }
    rows.requireWithin(block.rows());
    dispatcher.run(
        HISTOGRAM,
        TreeCases.work(block, rows, columns.length),
        it -> {
          it.add(block, gradients, rows, columns, out);
          return out;
        });
  }

  /**
   * Parts a list of rows in place: those that go left first, each side in its order.
   *
   * @param rows a list of indices; entries from..to−1 are parted
   * @param scratch at least as long as the list; its content is lost
   * @return how many went left
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public int partition(BinnedBlock block, BinnedSplit split, RowList rows, int[] scratch) {
    if (rows.rows() == null) {
      throw new IllegalArgumentException(
          "a range of rows can't be parted in place; must be a list, or all rows of a block");
    }
    requireColumn(block, split);
    ArgumentChecks.atLeast("scratch", scratch.length, rows.count());
    rows.requireWithin(block.rows());
    return dispatcher.run(
        PARTITION, Work.of(rows.count(), 0, 0, 0), it -> it.inPlace(block, split, rows, scratch));
  }

  /**
   * Parts all rows of a block, in their order: those that go left first.
   *
   * @param out gets the index of each row; at least as many as rows
   * @param scratch at least as many as rows; its content is lost
   * @return how many went left
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public int partitionAll(BinnedBlock block, BinnedSplit split, int[] out, int[] scratch) {
    requireColumn(block, split);
    ArgumentChecks.atLeast("out", out.length, block.rows());
    ArgumentChecks.atLeast("scratch", scratch.length, block.rows());
    return dispatcher.run(
        PARTITION, Work.of(block.rows(), 0, 0, 0), it -> it.all(block, split, out, scratch));
  }

  private static void requireColumn(BinnedBlock block, BinnedSplit split) {
    ArgumentChecks.within("the split's column", split.column(), 0, block.columns() - 1L);
  }
}
