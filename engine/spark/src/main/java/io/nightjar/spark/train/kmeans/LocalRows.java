package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Rows in the memory of one task, parted as the table is: threads share out the partitions, whose
 * partials are merged in the same tree as those of executors, so the results have the same bits.
 */
final class LocalRows implements KMeansRows {
  private final List<List<LabelledBlock>> partitions;
  private final Kernels kernels;
  private final Workers workers;
  private final BlockBounds bounds;

  LocalRows(List<List<LabelledBlock>> partitions, Kernels kernels, Workers workers) {
    this(partitions, kernels, workers, new BlockBounds(Long.MAX_VALUE));
  }

  LocalRows(
      List<List<LabelledBlock>> partitions, Kernels kernels, Workers workers, BlockBounds bounds) {
    this.partitions = partitions;
    this.kernels = kernels;
    this.workers = workers;
    this.bounds = bounds;
  }

  @Override
  public ClusterTotals assign(Centroids centroids) {
    return each(part -> BlockPass.assign(part, kernels, centroids, bounds), ClusterTotals::plus);
  }

  @Override
  public DrawnRows draw(Centroids centroids, Draw how) {
    return each(part -> BlockPass.draw(part, kernels, centroids, how), DrawnRows::plus);
  }

  private <T> T each(Function<Iterator<LabelledBlock>, T> pass, OrderedReduce.Merge<T> merge) {
    List<T> partials = new ArrayList<>(Collections.nCopies(partitions.size(), null));
    workers.forEach(
        partitions.size(), p -> partials.set(p, pass.apply(partitions.get(p).iterator())));
    return partials.isEmpty()
        ? pass.apply(Collections.emptyIterator())
        : OrderedReduce.inTree(partials, merge);
  }
}
