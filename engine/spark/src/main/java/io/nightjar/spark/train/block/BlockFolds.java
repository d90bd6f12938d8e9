package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OrderedReduce;

/** Encoded training rows that can be folded again and again, wherever they lie. */
public interface BlockFolds {

  /** Folds every partition's blocks and merges the partials in the fixed tree. */
  <T> T reduce(OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge);
}
