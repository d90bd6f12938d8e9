package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;

/** Rows on the executors: one Spark job a pass, partials merged by partition number. */
final class DistributedRows implements KMeansRows {
  private final BlockFolds blocks;
  private final KernelRuns runs;

  DistributedRows(BlockFolds blocks, KernelRuns runs) {
    this.blocks = blocks;
    this.runs = runs;
  }

  @Override
  public ClusterTotals assign(Centroids centroids) {
    BackendPreference preference = runs.preference();
    ClusterTotals totals =
        blocks.reduce(
            (partition, part) -> {
              Kernels kernels = TaskKernels.of(preference);
              return BlockPass.assign(part, kernels, centroids, BlockBounds.ofThisJvm())
                  .using(kernels.drain());
            },
            ClusterTotals::plus);
    runs.add(totals.uses());
    return totals;
  }

  @Override
  public DrawnRows draw(Centroids centroids, Draw how) {
    BackendPreference preference = runs.preference();
    DrawnRows drawn =
        blocks.reduce(
            (partition, part) -> {
              Kernels kernels = TaskKernels.of(preference);
              return BlockPass.draw(part, kernels, centroids, how).using(kernels.drain());
            },
            DrawnRows::plus);
    runs.add(drawn.uses());
    return drawn;
  }
}
