package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of computed blocks that were not taken yet: row groups and pages end where they like.
 */
final class BlockCursor {
  private final ComputedBlocks blocks;
  private final int width;
  private final List<BlockColumn> columns = new ArrayList<>();
  private int size;
  private int taken;
  private InternalRow[] leftOut = ComputedBlocks.NONE;
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
    leftOut = ended ? ComputedBlocks.NONE : blocks.leftOut();
    columns.clear();
    for (int at = 0; at < width && !ended; at++) {
      columns.add(blocks.column(at));
    }
  }

  /** A column's values in the block. */
  BlockColumn column(int at) {
    return columns.get(at);
  }

  /**
   * Takes the next {@code rows} of the block: those that stay are appended to each column's chunk.
   *
   * @return how many stay
   */
  int take(int rows, List<ChunkWriter> chunks, EncodedGroup group) throws IOException {
    int before = group.rows();
    int end = taken + rows;
    while (taken < end) {
      if (isLeftOut(taken)) {
        group.leaveOut(leftOut[taken]);
        taken++;
      } else {
        int to = endOfStaying(end);
        for (int at = 0; at < width; at++) {
          chunks.get(at).add(columns.get(at), taken, to);
        }
        group.stay(to - taken);
        taken = to;
      }
    }
    return group.rows() - before;
  }

  private int endOfStaying(int end) {
    int to = leftOut.length == 0 ? end : taken + 1;
    while (to < end && !isLeftOut(to)) {
      to++;
    }
    return to;
  }

  private boolean isLeftOut(int row) {
    return leftOut.length > 0 && leftOut[row] != null;
  }
}
