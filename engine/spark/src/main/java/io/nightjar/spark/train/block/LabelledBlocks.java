package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.batch.RawBatches;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The training rows as encoded column blocks. The rows' partitions and their order stay those of
 * the table: nothing is shuffled here. The first {@link #reduce} caches them in memory and on disk
 * until closed; {@link #inOneTask} frees them itself, unless they are {@link #kept}.
 */
public final class LabelledBlocks implements BlockFolds, AutoCloseable {
  /** Tables of up to so many bytes are better fitted inside one task. */
  public static final long SMALL_BYTES = 128L << 20;

  private final JavaRDD<LabelledBlock> blocks;
  private final TableOrigin origin;
  private volatile boolean cached;

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

  /** These blocks and, in partitions behind theirs, others of the same origin. */
  public LabelledBlocks followedBy(LabelledBlocks others) {
    return new LabelledBlocks(blocks.union(others.blocks), origin);
  }

  /** How many partitions the blocks lie in. */
  public int partitions() {
    return blocks.getNumPartitions();
  }

  /** The same for several uses, perhaps at once: {@link #inOneTask} leaves the blocks too. */
  public LabelledBlocks kept() {
    cached = true;
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    return this;
  }

  /** One block made of another, of as many rows. */
  @FunctionalInterface
  public interface BlockMap extends Serializable {
    /** The new block. */
    LabelledBlock of(LabelledBlock block);
  }

  /** These blocks, changed; cached and closed apart from these. */
  public LabelledBlocks mapped(BlockMap map) {
    return new LabelledBlocks(blocks.map(map::of), origin);
  }

  /**
   * Folds every partition's blocks on the executors and merges the partials in the fixed tree.
   *
   * @throws io.nightjar.NightjarException of kind DATA naming the file or row that can't be read
   */
  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    JavaRDD<LabelledBlock> rows = cached ? blocks : kept().blocks;
    return ReadFailures.reading(origin, () -> OrderedReduce.reduce(rows, fold, merge));
  }

  /**
   * Does all of the work inside one task that holds every block: for small tables, whose rounds
   * would cost more than their sums. The result has the same bits as over the executors.
   */
  public <R> R inOneTask(TaskWork<R> work) {
    return ReadFailures.reading(
        origin, () -> OneTask.run(blocks, all -> work.over(new InTaskBlocks(all))));
  }

  /** Frees the cache. */
  @Override
  public void close() {
    if (cached) {
      blocks.unpersist(false);
    }
  }
}
