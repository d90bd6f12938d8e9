package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of computed blocks that were not taken yet: row groups and pages end where they like.
 */
final class BlockCursor {
  private final ComputedBlocks blocks;
  private final int width;
  private final List<BlockColumn> columns = new ArrayList<>();
  private int size;
  private int taken;
  private boolean whole = true;
  private boolean ended;

  BlockCursor(ComputedBlocks blocks, int width) {
    this.blocks = blocks;
    this.width = width;
  }

  /** How many rows of the block are left, or those of the next one; 0 where there are no more. */
  int rows() {
    if (taken == size && !ended) {
      load();
    }
    return size - taken;
  }

  private void load() {
    size = blocks.next();
    taken = 0;
    ended = size == 0;
    whole = whole && (ended || blocks.whole());
    columns.clear();
    for (int at = 0; at < width && whole && !ended; at++) {
      columns.add(blocks.column(at));
    }
  }

  /** Whether each row of the blocks so far may stay. */
  boolean whole() {
    return whole;
  }

  /** A column's values in the block. */
  BlockColumn column(int at) {
    return columns.get(at);
  }

  /** Appends the next {@code rows} of the block to each column's chunk. */
  void take(int rows, List<ChunkWriter> chunks) throws IOException {
    for (int at = 0; at < width; at++) {
      chunks.get(at).add(columns.get(at), taken, taken + rows);
    }
    taken += rows;
  }
}
