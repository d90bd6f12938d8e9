package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.data.parquet.Skipped;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * The rows of whole Parquet files, block by block.
 *
 * @param splits by partition, which rows of which files the blocks hold, in order
 * @param blocks to be read one after the other; none can be kept or shuffled
 * @param skipped row groups that are in no block, as a filter rules them out
 */
public record FileBlocks(List<List<FileSplit>> splits, JavaRDD<RowBlock> blocks, Skipped skipped) {}
