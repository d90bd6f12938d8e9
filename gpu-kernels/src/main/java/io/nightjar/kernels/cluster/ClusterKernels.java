package io.nightjar.kernels.cluster;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.backend.Work;
import io.nightjar.kernels.block.ArgumentChecks;
import io.nightjar.kernels.block.ColumnBlock;
import java.util.List;

/**
 * The k-means family: checks shapes and finiteness once, then runs each operation where it is
 * chosen to run. Safe for many threads.
 */
public final class ClusterKernels {
  /** Nearest centroids of a block; a unit is one column of one row against one centroid. */
  public static final Operation<Assignment> ASSIGNMENT =
      Operation.offloadable(
          "kmeans-assign",
          "difference",
          Assignment.class,
          Operation.ITERATIVE,
          ClusterCases.assignment());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(ASSIGNMENT);

  /** Four centroids have to fit into the local memory of a device's work group. */
  private static final int MOST_COLUMNS_ON_DEVICE = 1024;

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public ClusterKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Writes each row's nearest centroid, and adds each row to its cluster's sums.
   *
   * @return the inertia: Σ of the rows' weighted squared distances from their centroids
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public double assign(
      ColumnBlock block, Centroids centroids, RowWeights weights, ClusterSums out) {
    check(block, centroids, weights, out);
    return dispatcher.run(
        ASSIGNMENT, work(block, centroids), it -> it.assign(block, centroids, weights, out));
  }

  /**
   * The same result, bit for bit, with bounds of the block's rows from earlier calls, which are
   * replaced. They spare the search of rows whose nearest centroid can't have changed: on the JVM,
   * where there are many centroids or columns.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public double assign(
      ColumnBlock block,
      Centroids centroids,
      RowWeights weights,
      ClusterSums out,
      RowBounds bounds) {
    check(block, centroids, weights, out);
    ArgumentChecks.length("bounds", bounds.rows(), block.rows());
    return dispatcher.run(
        ASSIGNMENT,
        work(block, centroids),
        it -> it.assign(block, centroids, weights, out, bounds));
  }

  private static void check(
      ColumnBlock block, Centroids centroids, RowWeights weights, ClusterSums out) {
    ArgumentChecks.length("a centroid", centroids.columns(), block.columns());
    if (weights.values() != null) {
      ArgumentChecks.atLeast("weights", weights.values().length, block.rows());
    }
    ArgumentChecks.atLeast("nearest", out.nearest().length, block.rows());
    ArgumentChecks.length("sums", out.sums().length, centroids.values().length);
    ArgumentChecks.length("cluster weights", out.weights().length, centroids.count());
    block.requireFinite();
  }

  private static Work work(ColumnBlock block, Centroids centroids) {
    if (block.columns() == 0) {
      return Work.of(0, 0, 0, 0);
    }
    Work work = ClusterCases.work(block.rows(), block.columns(), centroids.count());
    return block.columns() > MOST_COLUMNS_ON_DEVICE
        ? Work.onJvm(
            work.units(),
            "more than " + MOST_COLUMNS_ON_DEVICE + " columns are clustered on the JVM only")
        : work;
  }
}
