package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OrderedReduce;
import java.util.List;

/**
 * Blocks that all lie in one task, still parted as the table is, so that sums have the same bits.
 */
final class InTaskBlocks implements BlockFolds {
  private final List<List<LabelledBlock>> partitions;

  InTaskBlocks(List<List<LabelledBlock>> partitions) {
    this.partitions = partitions;
  }

  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    return OrderedReduce.reduce(partitions, fold, merge);
  }
}
