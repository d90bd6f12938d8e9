package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ColumnBlock;

/**
 * A block's rows as trees read them. Raw numbers may be NaN, which means missing, and infinite,
 * which are the greatest and the least of numbers.
 */
public final class TreeRows {
  private final int rows;
  private final float[][] numbers;
  private final byte[][] bins;

  private TreeRows(int rows, float[][] numbers, byte[][] bins) {
    this.rows = rows;
    this.numbers = numbers;
    this.bins = bins;
  }

  /** Raw numbers, borrowed. */
  public static TreeRows of(ColumnBlock block) {
    return new TreeRows(block.rows(), block.arrays(), null);
  }

  /** Bins, borrowed. */
  public static TreeRows of(BinnedBlock block) {
    return new TreeRows(block.rows(), null, block.arrays());
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return numbers == null ? bins.length : numbers.length;
  }

  /** What the rows are made of. */
  public CutScale scale() {
    return numbers == null ? CutScale.BINS : CutScale.NUMBERS;
  }

  /** A feature's raw numbers, borrowed; only on the scale of numbers. */
  public float[] numbers(int feature) {
    return numbers[feature];
  }

  /** A feature's bins, borrowed; only on the scale of bins. */
  public byte[] bins(int feature) {
    return bins[feature];
  }

  /** A plane's key of one row. */
  int key(KeyPlane plane, int row) {
    return numbers == null
        ? plane.ofBin(bins[plane.feature()][row] & 0xff)
        : plane.ofRaw(numbers[plane.feature()][row]);
  }

  /** Writes a plane's keys of {@code count} rows from {@code from} on. */
  public void keys(KeyPlane plane, int from, int count, int[] keys) {
    if (numbers == null) {
      plane.ofBins(bins[plane.feature()], from, count, keys);
    } else {
      plane.ofNumbers(numbers[plane.feature()], from, count, keys);
    }
  }
}
