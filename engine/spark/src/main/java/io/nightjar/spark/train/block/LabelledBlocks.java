package io.nightjar.spark.train.block;

import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The training rows as encoded column blocks, cached in memory and on disk until closed. The rows'
 * partitions and their order stay those of the table: there is no shuffle before a fit.
 */
public final class LabelledBlocks implements AutoCloseable {
  private final JavaRDD<LabelledBlock> blocks;
  private final TableOrigin origin;

  private LabelledBlocks(JavaRDD<LabelledBlock> blocks, TableOrigin origin) {
    this.blocks = blocks;
    this.origin = origin;
  }

  /** Encodes the table's rows; they are read by the first reduction. */
  public static LabelledBlocks of(Table train, BlockPlan plan) {
    StructType schema = train.schema();
    JavaRDD<LabelledBlock> blocks =
        train.rows().javaRDD().mapPartitions(rows -> new BlockIterator(rows, schema, plan));
    return new LabelledBlocks(blocks.persist(StorageLevel.MEMORY_AND_DISK()), train.origin());
  }

  /**
   * Folds every partition's blocks and merges the partials in a fixed tree.
   *
   * @throws io.nightjar.NightjarException of kind DATA naming the file or row that can't be read
   */
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    return ReadFailures.reading(origin, () -> OrderedReduce.reduce(blocks, fold, merge));
  }

  /** Frees the cache. */
  @Override
  public void close() {
    blocks.unpersist(false);
  }
}
