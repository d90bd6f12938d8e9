package io.nightjar.kernels.block;

/**
 * A bounded number of rows, a column at a time. The arrays are borrowed and must not change once a
 * kernel has seen the block: its check for finite values and its copy on a device are made once.
 */
public sealed interface FeatureBlock
    permits ColumnBlock, DoubleColumnBlock, OneHotBlock, SparseBlock {
  /** Most rows of one block, so that every buffer and index stays far from its limit. */
  int MAX_ROWS = 1 << 20;

  /** How many rows, 0..{@link #MAX_ROWS}. */
  int rows();

  /** How many columns. */
  int columns();

  /**
   * Looks at every value once in the block's life.
   *
   * @throws IllegalArgumentException naming the first value that is NaN or infinite
   */
  void requireFinite();
}
