package io.nightjar.kernels.scalar.cluster;

/** Some rows of a block on their way through a search: enough that memory streams. */
public final class RowSpan {
  /** Most rows: a page of memory from each column. */
  public static final int ROWS = 1024;

  /** The first row. */
  int from;

  /** How many rows. */
  int count;

  /** The centroid of the least score of each row. */
  final int[] nearest = new int[ROWS];

  /** By how much the second least score of each row is greater. */
  final float[] gaps = new float[ROWS];

  /** The first row. */
  public int from() {
    return from;
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** The centroid of the least score of each row. */
  public int[] nearest() {
    return nearest;
  }

  /** By how much the second least score of each row is greater. */
  public float[] gaps() {
    return gaps;
  }
}
