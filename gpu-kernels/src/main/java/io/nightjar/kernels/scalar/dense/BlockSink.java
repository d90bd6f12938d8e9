package io.nightjar.kernels.scalar.dense;

/**
 * Where the blocks of a product are summed: each entry's chain starts at what {@link #begin} leaves
 * there. A block is at most {@link BlockedProduct#ROWS} × {@link BlockedProduct#COLUMNS}.
 */
public interface BlockSink {
  /** The array that blocks stand in. */
  float[] array();

  /** Where in the array a block begins. */
  int offset(Block block);

  /** How far the rows of a block are apart. */
  int stride();

  /** Writes what the block's chains start at. */
  void begin(Block block);

  /** Does what is to be done with a block that is complete. */
  void end(Block block);

  /** Greatest number of products that are summed before the next block may begin. */
  default int depth() {
    return BlockedProduct.DEPTH;
  }
}
