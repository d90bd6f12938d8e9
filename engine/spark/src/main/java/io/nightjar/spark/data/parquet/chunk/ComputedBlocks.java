package io.nightjar.spark.data.parquet.chunk;

import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One partition's computed columns, block by block. Rows that a filter doesn't let pass are counted
 * in a block, and nothing is computed of them.
 */
public interface ComputedBlocks {
  /** Of a block whose rows all stay. */
  InternalRow[] NONE = {};

  /** Of a block whose rows all pass. */
  boolean[] ALL_PASS = {};

  /** Computes the next block; how many rows it was made of, 0 where there are no more. */
  int next();

  /** By row that the block was made of, whether a filter drops it; of length 0 where all pass. */
  default boolean[] filtered() {
    return ALL_PASS;
  }

  /**
   * By row that passes, what is told of it where it doesn't stay in the table, and null where it
   * does; of length 0 where all stay. The rows may be kept.
   */
  InternalRow[] leftOut();

  /**
   * One column's values of the rows that pass, borrowed until the next block; of one kind in all
   * blocks. Not asked for where none passes.
   *
   * @param at the column's place among the computed ones
   */
  BlockColumn column(int at);
}
