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
  private int seen;
  private int taken;
  private boolean[] filtered = ComputedBlocks.ALL_PASS;
  private InternalRow[] leftOut = ComputedBlocks.NONE;
  private boolean ended;

  BlockCursor(ComputedBlocks blocks, int width) {
    this.blocks = blocks;
    this.width = width;
  }

  /** How many rows of the block are left, or those of the next one; 0 where there are no more. */
  int rows() {
    if (seen == size && !ended) {
      load();
    }
    return size - seen;
  }

  private void load() {
    size = blocks.next();
    seen = 0;
    taken = 0;
    ended = size == 0;
    filtered = ended ? ComputedBlocks.ALL_PASS : blocks.filtered();
    columns.clear();
    leftOut = ComputedBlocks.NONE;
    if (!ended && passesAny()) {
      leftOut = blocks.leftOut();
      for (int at = 0; at < width; at++) {
        columns.add(blocks.column(at));
      }
    }
  }

  /** Whether a row of the block passes, so that it has columns. */
  boolean passesAny() {
    for (boolean dropped : filtered) {
      if (!dropped) {
        return true;
      }
    }
    return filtered.length == 0;
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
    int end = seen + rows;
    while (seen < end) {
      if (isFiltered(seen)) {
        group.drop();
        seen++;
      } else if (isLeftOut(taken)) {
        group.leaveOut(leftOut[taken]);
        seen++;
        taken++;
      } else {
        int count = staying(end - seen);
        for (int at = 0; at < width; at++) {
          chunks.get(at).add(columns.get(at), taken, taken + count);
        }
        group.stay(count);
        seen += count;
        taken += count;
      }
    }
    return group.rows() - before;
  }

  /** How many rows stay from here on, of {@code most}: as long a run as there is. */
  private int staying(int most) {
    if (filtered.length == 0 && leftOut.length == 0) {
      return most;
    }
    int count = 1;
    while (count < most && !isFiltered(seen + count) && !isLeftOut(taken + count)) {
      count++;
    }
    return count;
  }

  private boolean isFiltered(int row) {
    return filtered.length > 0 && filtered[row];
  }

  private boolean isLeftOut(int row) {
    return leftOut.length > 0 && leftOut[row] != null;
  }
}
