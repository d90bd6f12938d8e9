package io.nightjar.spark.data.parquet.chunk;

/** One partition's computed columns, block by block. */
public interface ComputedBlocks {

  /** Computes the next block; how many rows it has, 0 where there are no more. */
  int next();

  /** Whether each row of the block may stay in the table. */
  boolean whole();

  /**
   * One column's values in the block, borrowed until the next block; of one kind in all blocks.
   *
   * @param at the column's place among the computed ones
   */
  BlockColumn column(int at);
}
