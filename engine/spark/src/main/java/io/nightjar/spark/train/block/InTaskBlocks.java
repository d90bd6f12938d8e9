package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.task.Workers;
import java.util.List;

/**
 * Blocks that all lie in one task, still parted as the table is, so that sums have the same bits.
 * Its threads share out the partitions.
 */
final class InTaskBlocks implements BlockFolds {
  private final List<List<LabelledBlock>> partitions;
  private final Workers workers;

  InTaskBlocks(List<List<LabelledBlock>> partitions, Workers workers) {
    this.partitions = partitions;
    this.workers = workers;
  }

  /** Blocks made of others: the same threads share them out where these lie in a task too. */
  static InTaskBlocks beside(BlockFolds others, List<List<LabelledBlock>> partitions) {
    return new InTaskBlocks(
        partitions, others instanceof InTaskBlocks here ? here.workers : new Workers(1));
  }

  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    return OrderedReduce.reduce(partitions, fold, merge, workers::forEach);
  }
}
