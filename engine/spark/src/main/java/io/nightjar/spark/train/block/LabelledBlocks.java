package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.batch.RawBatches;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The training rows as encoded column blocks. The rows' partitions and their order stay those of
 * the table: there is no shuffle before a fit. The first {@link #reduce} caches them in memory and
 * on disk until closed; {@link #inOneTask} needs no cache.
 */
public final class LabelledBlocks implements BlockFolds, AutoCloseable {
  private final JavaRDD<LabelledBlock> blocks;
  private final TableOrigin origin;
  private boolean cached;

  private LabelledBlocks(JavaRDD<LabelledBlock> blocks, TableOrigin origin) {
    this.blocks = blocks;
    this.origin = origin;
  }

  /** Work over all blocks; it travels to the task, and its result travels back. */
  @FunctionalInterface
  public interface TaskWork<R> extends Serializable {
    /** Does the work. */
    R over(BlockFolds blocks);
  }

  /** Encodes the table's rows when they are first asked for. */
  public static LabelledBlocks of(Table train, BlockPlan plan) {
    RawBatches batches = new RawBatches(train.rows(), plan.columns());
    JavaRDD<LabelledBlock> blocks =
        ReadFailures.reading(train.origin(), () -> batches.of(plan.rows()))
            .mapPartitions(part -> new BlockIterator(part, plan));
    return new LabelledBlocks(blocks, train.origin());
  }

  /**
   * Folds every partition's blocks on the executors and merges the partials in the fixed tree.
   *
   * @throws io.nightjar.NightjarException of kind DATA naming the file or row that can't be read
   */
  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    if (!cached) {
      cached = true;
      return reduce(blocks.persist(StorageLevel.MEMORY_AND_DISK()), fold, merge);
    }
    return reduce(blocks, fold, merge);
  }

  private <T> T reduce(
      JavaRDD<LabelledBlock> rows,
      OrderedReduce.PartitionFold<LabelledBlock, T> fold,
      OrderedReduce.Merge<T> merge) {
    return ReadFailures.reading(origin, () -> OrderedReduce.reduce(rows, fold, merge));
  }

  /**
   * Does all of the work inside one task that holds every block: for small tables, whose rounds
   * would cost more than their sums. The result has the same bits as over the executors.
   */
  public <R> R inOneTask(TaskWork<R> work) {
    JavaRDD<byte[]> result =
        blocks
            .mapPartitionsWithIndex(LabelledBlocks::numbered, false)
            .coalesce(1)
            .mapPartitions(
                all ->
                    Collections.singletonList(
                            Parcel.pack(work.over(new InTaskBlocks(inOrder(all)))))
                        .iterator());
    return ReadFailures.reading(origin, () -> Parcel.<R>open(result.collect().get(0)));
  }

  private static Iterator<Tuple2<Integer, List<LabelledBlock>>> numbered(
      int partition, Iterator<LabelledBlock> blocks) {
    List<LabelledBlock> all = new ArrayList<>();
    blocks.forEachRemaining(all::add);
    return Collections.singletonList(new Tuple2<>(partition, all)).iterator();
  }

  private static List<List<LabelledBlock>> inOrder(
      Iterator<Tuple2<Integer, List<LabelledBlock>>> partitions) {
    List<Tuple2<Integer, List<LabelledBlock>>> all = new ArrayList<>();
    partitions.forEachRemaining(all::add);
    all.sort(Comparator.comparing(Tuple2::_1));
    return all.stream().map(Tuple2::_2).toList();
  }

  /** Frees the cache. */
  @Override
  public void close() {
    if (cached) {
      blocks.unpersist(false);
    }
  }
}
