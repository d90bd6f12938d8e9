package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.cluster.RowBounds;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The bounds of blocks while these are in memory. A block that Spark has put to disk meanwhile, or
 * that another executor takes over, comes without and is searched in full. Safe for many threads.
 */
final class BlockBounds {
  static final long BYTES_OF_A_ROW = 20;

  /** Of the blocks that Spark keeps in this executor's memory. */
  private static final BlockBounds OF_THIS_JVM =
      new BlockBounds(Runtime.getRuntime().maxMemory() / 8);

  private final Map<LabelledBlock, RowBounds> bounds = new WeakHashMap<>();
  private final long mostBytes;

  /** What the map held when it was last looked through; blocks may have been freed since. */
  private int heldBlocks;

  private long heldRows;

  /** Bounds of up to so many bytes together. */
  BlockBounds(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The bounds of all blocks in the memory of this JVM, an eighth of its heap at most. */
  static BlockBounds ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Takes a block's bounds out: one call at a time has them, and where it fails they are gone.
   *
   * @return null where there is no room for them
   */
  synchronized RowBounds take(LabelledBlock block) {
    RowBounds known = bounds.remove(block);
    if (known != null) {
      heldBlocks--;
      heldRows -= known.rows();
      return known;
    }
    return hasRoom(block.rows()) ? new RowBounds(block.rows()) : null;
  }

  private boolean hasRoom(int rows) {
    if (!fits(heldRows + rows) && bounds.size() < heldBlocks) {
      heldBlocks = bounds.size();
      heldRows = bounds.values().stream().mapToLong(RowBounds::rows).sum();
    }
    return fits(heldRows + rows);
  }

  private boolean fits(long rows) {
    return rows <= mostBytes / BYTES_OF_A_ROW;
  }

  /** Puts them back for the next pass. */
  synchronized void give(LabelledBlock block, RowBounds used) {
    if (bounds.put(block, used) == null) {
      heldBlocks++;
      heldRows += used.rows();
    }
  }
}
