package io.nightjar.spark.data.parquet.chunk;

import org.apache.spark.sql.catalyst.InternalRow;

/** One partition's computed columns, block by block. */
public interface ComputedBlocks {
  /** Of a block whose rows all stay. */
  InternalRow[] NONE = {};

  /** Computes the next block; how many rows it has, 0 where there are no more. */
  int next();

  /**
   * By row of the block, what is told of it where it doesn't stay in the table, and null where it
   * does; of length 0 where all stay. The rows may be kept.
   */
  InternalRow[] leftOut();

  /**
   * One column's values in the block, borrowed until the next block; of one kind in all blocks.
   *
   * @param at the column's place among the computed ones
   */
  BlockColumn column(int at);
}
