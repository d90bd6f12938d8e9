package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import org.apache.spark.sql.catalyst.InternalRow;

/** One partition's blocks: what is computed with, and what is passed on. */
interface BlockSource {

  /**
   * The next block, of those of its rows that pass a filter; null where there is none. Borrowed
   * until the next one.
   */
  RawBatch next();

  /** By row that the block was made of, whether it doesn't pass; of length 0 where all do. */
  default boolean[] filtered() {
    return new boolean[0];
  }

  /** One row of the block: the columns that are passed on; borrowed until the next row. */
  InternalRow kept(int row);
}
